/*
 * Every row of the tables of complaints and denunciations with the law that it applies,
 * in the law's own words, as a lawyer reads them. For lifecycle_test.c alone.
 */
#ifndef DINH_MODULES_PETITIONS_LIFECYCLE_FIXTURE_H
#define DINH_MODULES_PETITIONS_LIFECYCLE_FIXTURE_H

enum {
    FIRST = 1,
    SECOND = 2,
    COMPLAINT = FIRST | SECOND,
    DENUNCIATION = 4
};

struct reading {
    int kinds;
    const char *action;
    const char *from;
    const char *to;
    const char *law; /* article, and its own words; "…" where some are left out */
};

#define UNDER_WAY "accepted verifying reported drafted"
#define L02 "Luật Khiếu nại, "
#define L25 "Luật Tố cáo, "
#define N155 "NĐ 155/2026, "

/* clang-format off */
/* columns: kinds, action, from, to, the law */
static const struct reading readings[] = {
    {COMPLAINT, "classify", "received", "classified", "TT 07/2014, Điều 6.1: Phân loại theo nội dung đơn, bao gồm … Đơn khiếu nại"},
    {FIRST, "guide", "classified", "guided", "TT 07/2014, Điều 8.1: người xử lý đơn hướng dẫn người khiếu nại gửi đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền giải quyết. Việc hướng dẫn chỉ thực hiện một lần"},
    {FIRST, "return", "classified", "returned", "TT 07/2014, Điều 7.2: không đủ điều kiện thụ lý giải quyết thì … trả lời hoặc hướng dẫn cho người khiếu nại biết rõ lý do không được thụ lý giải quyết hoặc bổ sung những thủ tục cần thiết"},
    {FIRST, "transfer", "classified", "transferred", "TT 07/2014, Điều 8.2: gửi trả lại đơn kèm theo các giấy tờ, tài liệu (nếu có) và nêu rõ lý do cho cơ quan, tổ chức, cá nhân chuyển đơn đến"},
    {FIRST, "urge-body", "classified transferred urged", "urged", "NĐ 64/2014, Điều 15.1: có quyền yêu cầu cơ quan, tổ chức, đơn vị có thẩm quyền giải quyết kịp thời, đúng thời hạn quy định đối với các vụ việc khiếu nại, tố cáo"},
    {FIRST, "body-replied", "transferred urged", "", "TT 07/2014, Điều 29.1: phải trả lời cơ quan, tổ chức, đơn vị, người có thẩm quyền đã chuyển đơn"},
    {FIRST, "file", "received classified", "filed", "TT 07/2014, Điều 28.1: Xếp lưu đơn được áp dụng đối với các loại sau … Đơn khiếu nại được quy định tại điểm b khoản 2 Điều 6"},
    {FIRST, "take-out", "filed", "received", "TT 07/2014, Điều 28.1: Xếp lưu đơn được áp dụng đối với các loại sau"},
    {COMPLAINT, "check", "classified", "", L02 "Điều 11: Khiếu nại thuộc một trong các trường hợp sau đây không được thụ lý giải quyết"},
    {COMPLAINT, "propose", "classified", "proposed", "TT 07/2014, Điều 7.1: người xử lý đơn đề xuất thủ trưởng cơ quan, tổ chức, đơn vị thụ lý để giải quyết theo quy định của pháp luật"},
    {COMPLAINT, "recheck", "proposed", "classified", L02 "Điều 27: khiếu nại thuộc thẩm quyền mà không thuộc một trong các trường hợp được quy định tại Điều 11"},
    {COMPLAINT, "accept", "proposed", "accepted", L02 "Điều 27: phải thụ lý giải quyết; thông báo bằng văn bản cho người khiếu nại"},
    {COMPLAINT, "refuse", "proposed", "refused", L02 "Điều 27: trường hợp không thụ lý giải quyết thì phải nêu rõ lý do"},
    {COMPLAINT, "mark", "classified proposed accepted verifying reported", "", L02 "Điều 28: đối với vụ việc phức tạp thì thời hạn giải quyết có thể kéo dài hơn"},
    {COMPLAINT, "verify", "accepted", "verifying", L02 "Điều 29.1b: tự mình tiến hành xác minh, kết luận nội dung khiếu nại hoặc giao … cơ quan, tổ chức, cá nhân có trách nhiệm … xác minh nội dung khiếu nại"},
    {COMPLAINT, "report", "verifying", "reported", L02 "Điều 29.3e: Báo cáo kết quả xác minh và chịu trách nhiệm trước pháp luật về kết quả xác minh"},
    {COMPLAINT, "invite", "verifying reported", "", N155 "Điều 11: gửi văn bản thông báo về việc tổ chức đối thoại cho người khiếu nại … trước ngày đối thoại ít nhất 05 ngày; " L02 "Điều 30.2: có trách nhiệm thông báo bằng văn bản với người khiếu nại"},
    {COMPLAINT, "dialogue", "reported", "", L02 "Điều 30.1: nếu yêu cầu của người khiếu nại và kết quả xác minh nội dung khiếu nại còn khác nhau thì người giải quyết khiếu nại tổ chức đối thoại; Điều 39: Trong quá trình giải quyết khiếu nại lần hai, người giải quyết khiếu nại tiến hành đối thoại"},
    {COMPLAINT, "stay", UNDER_WAY, "", L02 "Điều 35: nếu xét thấy việc thi hành quyết định hành chính bị khiếu nại sẽ gây hậu quả khó khắc phục, thì người giải quyết khiếu nại phải ra quyết định tạm đình chỉ việc thi hành quyết định đó"},
    {COMPLAINT, "lift-stay", UNDER_WAY " suspended withdrawing", "", L02 "Điều 35: Khi xét thấy lý do của việc tạm đình chỉ không còn thì phải hủy bỏ ngay quyết định tạm đình chỉ đó"},
    {COMPLAINT, "draft-decision", "reported", "drafted", L02 "Điều 31.2g: Kết luận nội dung khiếu nại; Điều 40.2h: Kết luận nội dung khiếu nại là đúng, đúng một phần hoặc sai toàn bộ"},
    {COMPLAINT, "send-back", "drafted", "reported", L02 "Điều 31.1: Người giải quyết khiếu nại lần đầu phải ra quyết định giải quyết khiếu nại"},
    {COMPLAINT, "decide", "drafted", "decided", L02 "Điều 31.1: Người giải quyết khiếu nại lần đầu phải ra quyết định giải quyết khiếu nại; Điều 40.1: Người giải quyết khiếu nại lần hai phải ra quyết định giải quyết khiếu nại"},
    {COMPLAINT, "send", "decided in_force executing in_court", "", L02 "Điều 32: Trong thời hạn 03 ngày làm việc, kể từ ngày có quyết định giải quyết khiếu nại; Điều 41.1: Trong thời hạn 07 ngày, kể từ ngày có quyết định giải quyết khiếu nại, người giải quyết khiếu nại lần hai phải gửi quyết định"},
    {FIRST, "front-told", "decided in_force executing in_court appealed closed", "", L02 "Điều 66.2: trong thời hạn 07 ngày, kể từ ngày có quyết định giải quyết phải thông báo bằng văn bản cho tổ chức đã chuyển đơn biết kết quả giải quyết"},
    {SECOND, "front-told", "decided in_force executing in_court closed", "", L02 "Điều 66.2: trong thời hạn 07 ngày, kể từ ngày có quyết định giải quyết phải thông báo bằng văn bản cho tổ chức đã chuyển đơn biết kết quả giải quyết"},
    {COMPLAINT, "deliver", "decided in_force executing in_court", "", L02 "Điều 33.1: kể từ ngày nhận được quyết định giải quyết khiếu nại lần đầu"},
    {SECOND, "publish", "decided in_force executing in_court", "", L02 "Điều 41.2: Người giải quyết khiếu nại lần hai lựa chọn một hoặc một số hình thức công khai sau đây"},
    {FIRST, "appeal", "decided in_force executing closed " UNDER_WAY, "appealed", L02 "Điều 33.1: khiếu nại lần đầu không được giải quyết hoặc kể từ ngày nhận được quyết định giải quyết khiếu nại lần đầu mà người khiếu nại không đồng ý thì có quyền khiếu nại đến người có thẩm quyền giải quyết khiếu nại lần hai"},
    {COMPLAINT, "go-to-court", "decided in_force executing " UNDER_WAY, "in_court", L02 "Điều 44.3: Trường hợp người khiếu nại không đồng ý với quyết định giải quyết khiếu nại thì có quyền khởi kiện vụ án hành chính tại Tòa án; Điều 33.2: Hết thời hạn giải quyết khiếu nại quy định tại Điều 28 … mà khiếu nại lần đầu không được giải quyết hoặc người khiếu nại không đồng ý với quyết định giải quyết khiếu nại lần đầu thì có quyền khởi kiện vụ án hành chính tại Tòa án"},
    {COMPLAINT, "take-force", "in_court", "", L02 "Điều 44.1: có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành mà người khiếu nại không khiếu nại lần hai; Điều 44.2: Quyết định giải quyết khiếu nại lần hai có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành"},
    {COMPLAINT, "order", "in_court", "", L02 "Điều 44.4: Quyết định giải quyết khiếu nại có hiệu lực pháp luật có hiệu lực thi hành ngay"},
    {COMPLAINT, "court-decided", "in_court", "closed", L02 "Điều 11.9: Việc khiếu nại đã được Tòa án thụ lý hoặc đã được giải quyết bằng bản án, quyết định của Toà án"},
    {COMPLAINT, "in-force", "decided", "in_force", L02 "Điều 44.1: có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành mà người khiếu nại không khiếu nại lần hai; Điều 44.2: Quyết định giải quyết khiếu nại lần hai có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành"},
    {COMPLAINT, "execute", "in_force", "executing", L02 "Điều 44.4: Quyết định giải quyết khiếu nại có hiệu lực pháp luật có hiệu lực thi hành ngay; Điều 46.1: có trách nhiệm chỉ đạo cơ quan, tổ chức, cá nhân thuộc quyền quản lý tổ chức thi hành"},
    {COMPLAINT, "close", "in_force executing", "closed", L02 "Điều 34.1: Việc giải quyết khiếu nại phải được lập thành hồ sơ; Điều 43: Việc giải quyết khiếu nại lần hai phải được lập thành hồ sơ"},
    {COMPLAINT, "suspend", UNDER_WAY, "suspended", N155 "Điều 12: ban hành ngay quyết định tạm đình chỉ hoặc quyết định đình chỉ giải quyết khiếu nại"},
    {COMPLAINT, "resume", "suspended", "verifying", N155 "Điều 12: Khi căn cứ tạm đình chỉ không còn, người giải quyết khiếu nại phải ban hành ngay quyết định tiếp tục giải quyết khiếu nại"},
    {COMPLAINT, "notify", "suspended terminated verifying reported drafted", "", N155 "Điều 12: gửi cho người khiếu nại, người đại diện người khiếu nại, người bị khiếu nại, người có quyền, nghĩa vụ liên quan trong thời hạn 03 ngày làm việc, kể từ ngày ban hành"},
    {COMPLAINT, "withdraw", "suspended " UNDER_WAY, "withdrawing", L02 "Điều 10: Người khiếu nại có thể rút khiếu nại tại bất cứ thời điểm nào trong quá trình khiếu nại và giải quyết khiếu nại"},
    {COMPLAINT, "terminate", "withdrawing suspended " UNDER_WAY, "terminated", L02 "Điều 10: khi nhận được đơn xin rút khiếu nại thì đình chỉ việc giải quyết và thông báo bằng văn bản cho người khiếu nại; " N155 "Điều 12: Khi có đủ căn cứ quy định tại khoản 1, khoản 2 Điều 11a Luật Khiếu nại, người giải quyết khiếu nại ban hành ngay … quyết định đình chỉ"},
    {COMPLAINT, "keep-on", "withdrawing", "verifying", N155 "Điều 5: việc giải quyết khiếu nại vẫn được tiếp tục đối với những người khiếu nại còn lại"},
    {COMPLAINT, "take-back", "received classified proposed", "withdrawn", L02 "Điều 10: Người khiếu nại có thể rút khiếu nại tại bất cứ thời điểm nào trong quá trình khiếu nại và giải quyết khiếu nại"},
    {COMPLAINT, "assign", "classified proposed " UNDER_WAY, "", L02 "Điều 29.1b: giao cơ quan thanh tra nhà nước cùng cấp hoặc cơ quan, tổ chức, cá nhân có trách nhiệm"},
    {COMPLAINT, "urge", "received classified proposed " UNDER_WAY, "", L02 "Điều 25.2: theo dõi, kiểm tra, đôn đốc các cơ quan thuộc quyền quản lý trực tiếp của thủ trưởng trong việc tiếp công dân, giải quyết khiếu nại, thi hành quyết định giải quyết khiếu nại"},
    {COMPLAINT, "add", "received classified proposed suspended withdrawing decided " UNDER_WAY, "", L02 "Điều 12.1g: Đưa ra chứng cứ về việc khiếu nại và giải trình ý kiến của mình về chứng cứ đó"},
    {FIRST, "object", "guided returned transferred urged filed refused in_force executing closed terminated", "", L02 "Điều 7.1: Khi có căn cứ cho rằng quyết định hành chính, hành vi hành chính là trái pháp luật, xâm phạm trực tiếp đến quyền, lợi ích hợp pháp của mình thì người khiếu nại khiếu nại lần đầu"},
    {SECOND, "object", "refused in_force executing closed terminated", "", L02 "Điều 7.1: Khi có căn cứ cho rằng quyết định hành chính, hành vi hành chính là trái pháp luật, xâm phạm trực tiếp đến quyền, lợi ích hợp pháp của mình thì người khiếu nại khiếu nại lần đầu"},
    {FIRST, "unclear", "guided returned transferred urged filed refused decided in_force executing closed terminated", "", L02 "Điều 12.1h: Nhận văn bản trả lời về việc thụ lý giải quyết khiếu nại, nhận quyết định giải quyết khiếu nại"},
    {SECOND, "unclear", "refused decided in_force executing closed terminated", "", L02 "Điều 12.1h: Nhận văn bản trả lời về việc thụ lý giải quyết khiếu nại, nhận quyết định giải quyết khiếu nại"},
    {COMPLAINT, "write", "*", "", L02 "Điều 12.2b: Trình bày trung thực sự việc, đưa ra chứng cứ về tính đúng đắn, hợp lý của việc khiếu nại; cung cấp thông tin, tài liệu liên quan cho người giải quyết khiếu nại"},
    {COMPLAINT, "reply", "*", "", "Luật Tiếp công dân, Điều 28.1: trả lời trực tiếp hoặc thông báo bằng văn bản đến người đã đến khiếu nại, tố cáo, kiến nghị, phản ánh"},

    {DENUNCIATION, "register", "received", "checking", L25 "Điều 24.1: có trách nhiệm vào sổ, phân loại, xử lý ban đầu thông tin tố cáo, kiểm tra, xác minh thông tin về người tố cáo và điều kiện thụ lý tố cáo"},
    {DENUNCIATION, "summarise", "received checking " UNDER_WAY, "", L25 "Điều 56.2: Lược bỏ họ tên, địa chỉ, bút tích, các thông tin cá nhân khác của người tố cáo ra khỏi đơn tố cáo và các tài liệu, chứng cứ kèm theo"},
    {DENUNCIATION, "press", "received checking", "", L25 "Điều 26.1: tố cáo của cá nhân do cơ quan báo chí, cơ quan, tổ chức, cá nhân có thẩm quyền chuyển đến"},
    {DENUNCIATION, "press-replied", "checking refused filed transferred urged inspected referred " UNDER_WAY, "", L25 "Điều 26.2: được thông báo bằng văn bản cho cơ quan báo chí … đã chuyển tố cáo trong thời hạn 20 ngày kể từ ngày nhận được tố cáo"},
    {DENUNCIATION, "check", "checking", "", L25 "Điều 29.1: ra quyết định thụ lý tố cáo khi có đủ các điều kiện sau đây"},
    {DENUNCIATION, "mark", "checking accepted verifying reported", "", L25 "Điều 30.2: Đối với vụ việc phức tạp thì có thể gia hạn giải quyết tố cáo một lần; Điều 30.3: Đối với vụ việc đặc biệt phức tạp thì có thể gia hạn giải quyết tố cáo hai lần"},
    {DENUNCIATION, "accept", "checking", "accepted", L25 "Điều 24.1: trường hợp đủ điều kiện thụ lý thì ra quyết định thụ lý tố cáo theo quy định tại Điều 29"},
    {DENUNCIATION, "refuse", "checking", "refused", L25 "Điều 24.1: không đủ điều kiện thụ lý thì không thụ lý tố cáo và thông báo ngay cho người tố cáo biết lý do không thụ lý tố cáo"},
    {DENUNCIATION, "file", "received checking", "filed", L25 "Điều 24.3: cơ quan, tổ chức, cá nhân nhận được tố cáo không xử lý; Điều 25.1: cơ quan, tổ chức, cá nhân có thẩm quyền không xử lý theo quy định của Luật này"},
    {DENUNCIATION, "take-out", "filed", "received", L25 "Điều 24.1: có trách nhiệm vào sổ, phân loại, xử lý ban đầu thông tin tố cáo"},
    {DENUNCIATION, "transfer", "checking", "transferred", L25 "Điều 24.2: phải chuyển đến cơ quan, tổ chức, cá nhân có thẩm quyền giải quyết và thông báo cho người tố cáo"},
    {DENUNCIATION, "urge-body", "checking transferred urged", "urged", "NĐ 64/2014, Điều 15.1: có quyền yêu cầu cơ quan, tổ chức, đơn vị có thẩm quyền giải quyết kịp thời, đúng thời hạn quy định đối với các vụ việc khiếu nại, tố cáo"},
    {DENUNCIATION, "body-replied", "transferred urged", "", "TT 07/2014, Điều 29.1: phải trả lời cơ quan, tổ chức, đơn vị, người có thẩm quyền đã chuyển đơn"},
    {DENUNCIATION, "to-party", "received checking", "transferred", "TT 05/2021, Điều 15: Đơn tố cáo đối với đảng viên vi phạm Điều lệ Đảng … được chuyển đến cơ quan có thẩm quyền để xử lý theo quy định của Đảng"},
    {DENUNCIATION, "inspect", "checking", "inspected", L25 "Điều 25.2, 26.1b: tiến hành việc thanh tra, kiểm tra theo thẩm quyền phục vụ cho công tác quản lý"},
    {DENUNCIATION, "refer", "received checking " UNDER_WAY, "referred", L25 "Điều 27.1: nếu thấy hành vi bị tố cáo có dấu hiệu của tội phạm thì chuyển ngay hồ sơ, tài liệu đến Cơ quan điều tra hoặc Viện kiểm sát nhân dân"},
    {DENUNCIATION, "notify", "suspended withdrawing " UNDER_WAY, "", L25 "Điều 29.3: thông báo cho người tố cáo và thông báo về nội dung tố cáo cho người bị tố cáo biết"},
    {DENUNCIATION, "verify", "accepted", "verifying", L25 "Điều 31.1: tiến hành xác minh hoặc giao cho cơ quan thanh tra cùng cấp hoặc cơ quan, tổ chức, cá nhân khác xác minh nội dung tố cáo"},
    {DENUNCIATION, "extend", "accepted verifying reported", "", L25 "Điều 30.4: quyết định bằng văn bản việc gia hạn giải quyết tố cáo"},
    {DENUNCIATION, "suspend", UNDER_WAY, "suspended", L25 "Điều 34.1: ra quyết định tạm đình chỉ việc giải quyết tố cáo khi có một trong các căn cứ sau đây"},
    {DENUNCIATION, "send-stop", "suspended terminated", "", L25 "Điều 34.4: gửi đến người tố cáo, người bị tố cáo trong thời hạn 05 ngày làm việc kể từ ngày ra quyết định"},
    {DENUNCIATION, "resume", "suspended", "verifying", L25 "Điều 34.2: ra ngay quyết định tiếp tục giải quyết tố cáo; thời gian tạm đình chỉ … không tính vào thời hạn giải quyết tố cáo"},
    {DENUNCIATION, "report", "verifying", "reported", L25 "Điều 31.6: phải có văn bản báo cáo người giải quyết tố cáo về kết quả xác minh nội dung tố cáo và kiến nghị biện pháp xử lý"},
    {DENUNCIATION, "draft-decision", "reported", "drafted", L25 "Điều 35.2c: kết luận về nội dung tố cáo là đúng, đúng một phần hoặc tố cáo sai sự thật"},
    {DENUNCIATION, "send-back", "drafted", "reported", L25 "Điều 35.1: người giải quyết tố cáo ban hành kết luận nội dung tố cáo"},
    {DENUNCIATION, "conclude", "drafted", "concluded", L25 "Điều 35.1: người giải quyết tố cáo ban hành kết luận nội dung tố cáo"},
    {DENUNCIATION, "send", "concluded acted", "", L25 "Điều 35.3: chậm nhất là 05 ngày làm việc kể từ ngày ban hành kết luận nội dung tố cáo, người giải quyết tố cáo gửi kết luận"},
    {DENUNCIATION, "act", "concluded", "acted", L25 "Điều 36.1: chậm nhất là 07 ngày làm việc kể từ ngày ban hành kết luận nội dung tố cáo … tiến hành việc xử lý"},
    {DENUNCIATION, "publish", "concluded acted", "", L25 "Điều 40.1: trong thời hạn 07 ngày làm việc kể từ ngày ra kết luận nội dung tố cáo … có trách nhiệm thực hiện việc công khai kết luận nội dung tố cáo"},
    {DENUNCIATION, "close", "acted", "closed", L25 "Điều 39.1: Việc giải quyết tố cáo phải được lập thành hồ sơ"},
    {DENUNCIATION, "take-back", "received checking", "retracting", "NĐ 31/2019, Điều 4.1: Người tố cáo có quyền rút một phần hoặc toàn bộ nội dung tố cáo trước khi người giải quyết tố cáo ra kết luận nội dung tố cáo"},
    {DENUNCIATION, "let-go", "retracting", "withdrawn", L25 "Điều 33.2: trường hợp người tố cáo rút toàn bộ nội dung tố cáo thì thực hiện theo quy định tại điểm a khoản 3 Điều 34"},
    {DENUNCIATION, "check-on", "retracting", "checking", L25 "Điều 33.3: hành vi bị tố cáo có dấu hiệu vi phạm pháp luật hoặc có căn cứ xác định việc rút tố cáo do bị đe dọa, mua chuộc … thì vụ việc tố cáo vẫn phải được giải quyết"},
    {DENUNCIATION, "withdraw", "suspended " UNDER_WAY, "withdrawing", L25 "Điều 33.1: có quyền rút toàn bộ nội dung tố cáo hoặc một phần nội dung tố cáo trước khi người giải quyết tố cáo ra kết luận nội dung tố cáo"},
    {DENUNCIATION, "keep-on", "withdrawing", "verifying", L25 "Điều 33.3: thì vụ việc tố cáo vẫn phải được giải quyết"},
    {DENUNCIATION, "terminate", "withdrawing suspended " UNDER_WAY, "terminated", L25 "Điều 34.3: ra quyết định đình chỉ việc giải quyết tố cáo khi có một trong các căn cứ sau đây: … b) Người bị tố cáo là cá nhân chết"},
    {DENUNCIATION, "repeat", "refused terminated closed", "repeated", L25 "Điều 37.1: có quyền tố cáo tiếp với người đứng đầu cơ quan, tổ chức cấp trên trực tiếp của người đã giải quyết tố cáo"},
    {DENUNCIATION, "overdue", UNDER_WAY, "", L25 "Điều 38.1: quá thời hạn quy định tại Điều 30 của Luật này mà tố cáo chưa được giải quyết, người tố cáo có quyền tố cáo tiếp với người đứng đầu cơ quan, tổ chức cấp trên trực tiếp"},
    {DENUNCIATION, "demand", UNDER_WAY, "", L25 "Điều 38.2: có văn bản yêu cầu người giải quyết tố cáo báo cáo về quá trình giải quyết tố cáo, lý do về việc chậm giải quyết tố cáo"},
    {DENUNCIATION, "account", UNDER_WAY, "", L25 "Điều 38.3: người giải quyết tố cáo phải gửi báo cáo theo quy định tại khoản 2 Điều này"},
    {DENUNCIATION, "take-over", "suspended " UNDER_WAY, "accepted", L25 "Điều 38.5: việc giải quyết tố cáo có vi phạm pháp luật nghiêm trọng, có dấu hiệu không khách quan thì người đứng đầu cơ quan, tổ chức cấp trên trực tiếp giải quyết vụ việc tố cáo; NĐ 31/2019, Điều 5.3: Thời hạn giải quyết tố cáo được tính từ ngày ra quyết định thụ lý tố cáo"},
    {DENUNCIATION, "move-on", "repeated", "transferred", L25 "Điều 37.2b: việc giải quyết tố cáo trước đó là không đúng thẩm quyền thì … chuyển tố cáo đến cơ quan, tổ chức, cá nhân có thẩm quyền giải quyết tố cáo"},
    {DENUNCIATION, "uphold", "repeated", "closed", L25 "Điều 37.2a: không giải quyết lại vụ việc tố cáo, đồng thời thông báo bằng văn bản và nêu rõ lý do cho người tố cáo về việc không giải quyết lại"},
    {DENUNCIATION, "take-up", "repeated", "accepted", L25 "Điều 37.2c: người đứng đầu cơ quan, tổ chức cấp trên trực tiếp giải quyết lại vụ việc tố cáo"},
    {DENUNCIATION, "give-up", "repeated", "relenting", "NĐ 31/2019, Điều 4.1: Người tố cáo có quyền rút một phần hoặc toàn bộ nội dung tố cáo trước khi người giải quyết tố cáo ra kết luận nội dung tố cáo"},
    {DENUNCIATION, "let-go-again", "relenting", "withdrawn", L25 "Điều 33.2: trường hợp người tố cáo rút toàn bộ nội dung tố cáo thì thực hiện theo quy định tại điểm a khoản 3 Điều 34"},
    {DENUNCIATION, "review-on", "relenting", "repeated", L25 "Điều 33.3: thì vụ việc tố cáo vẫn phải được giải quyết"},
    {DENUNCIATION, "assign", "checking " UNDER_WAY, "", L25 "Điều 31.1: giao cho cơ quan thanh tra cùng cấp hoặc cơ quan, tổ chức, cá nhân khác xác minh nội dung tố cáo"},
    {DENUNCIATION, "urge", "received checking concluded acted " UNDER_WAY, "", L25 "Điều 38.4: theo dõi, đôn đốc việc giải quyết tố cáo"},
    {DENUNCIATION, "object", "refused filed transferred urged inspected referred terminated concluded acted closed", "", L25 "Điều 9.1d: tố cáo tiếp khi có căn cứ cho rằng việc giải quyết tố cáo … không đúng pháp luật hoặc quá thời hạn quy định mà tố cáo chưa được giải quyết"},
    {DENUNCIATION, "unclear", "refused filed transferred urged inspected referred terminated concluded acted closed", "", L25 "Điều 9.1c: Được thông báo về việc thụ lý hoặc không thụ lý tố cáo, chuyển tố cáo đến cơ quan, tổ chức, cá nhân có thẩm quyền giải quyết"},
    {DENUNCIATION, "write", "*", "", L25 "Điều 9.2b: Trình bày trung thực về nội dung tố cáo; cung cấp thông tin, tài liệu liên quan đến nội dung tố cáo mà mình có được"},
    {DENUNCIATION, "reply", "*", "", L25 "Điều 9.1c: Được thông báo về việc thụ lý hoặc không thụ lý tố cáo"},
    {DENUNCIATION, "add", "received checking suspended withdrawing retracting relenting concluded acted repeated " UNDER_WAY, "", L25 "Điều 9.2b: cung cấp thông tin, tài liệu liên quan đến nội dung tố cáo mà mình có được"},
};
/* clang-format on */

#endif
