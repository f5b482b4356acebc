/*
 * Every row of the tables of complaints and denunciations with the sentence of the law
 * that it applies, as a lawyer reads them. For lifecycle_test.c alone.
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
    const char *law; /* article and sentence */
};

#define UNDER_WAY "accepted verifying reported drafted"
#define L02 "Luật Khiếu nại, "
#define L25 "Luật Tố cáo, "

/* clang-format off */
/* columns: kinds, action, from, to, the law */
static const struct reading readings[] = {
    {COMPLAINT, "classify", "received", "classified", "Luật Tiếp công dân, Điều 28: phân loại, chuyển đến người có thẩm quyền thụ lý"},
    {FIRST, "guide", "classified", "guided", "TT 07/2014, Điều 8: việc hướng dẫn chỉ thực hiện một lần"},
    {FIRST, "return", "classified", "returned", "TT 07/2014, Điều 10: trả lại giấy tờ gốc nếu không được thụ lý"},
    {FIRST, "transfer", "classified", "transferred", "TT 05/2021: chuyển đơn không thuộc thẩm quyền"},
    {FIRST, "urge-body", "classified transferred urged", "urged", "NĐ 64/2014, Điều 15.1: yêu cầu cơ quan có thẩm quyền giải quyết kịp thời vụ việc đã chuyển"},
    {FIRST, "body-replied", "transferred urged", "", "TT 07/2014, Điều 29.1: phải trả lời cơ quan đã chuyển đơn"},
    {FIRST, "file", "received classified", "filed", "TT 07/2014, Điều 28.1: đơn không đủ điều kiện được lưu"},
    {FIRST, "take-out", "filed", "received", "TT 07/2014, Điều 28.1: chỉ đơn không đủ điều kiện xử lý mới được lưu"},
    {COMPLAINT, "check", "classified", "", L02 "Điều 11: khiếu nại thuộc một trong các trường hợp không được thụ lý"},
    {COMPLAINT, "propose", "classified", "proposed", "TT 05/2021, Điều 13: Phiếu đề xuất thụ lý (Mẫu 01)"},
    {COMPLAINT, "recheck", "proposed", "classified", L02 "Điều 27: người có thẩm quyền quyết định việc thụ lý"},
    {COMPLAINT, "accept", "proposed", "accepted", L02 "Điều 27: phải thụ lý giải quyết; thông báo bằng văn bản"},
    {COMPLAINT, "refuse", "proposed", "refused", L02 "Điều 27: không thụ lý giải quyết thì phải nêu rõ lý do"},
    {COMPLAINT, "mark", "classified proposed accepted verifying reported", "", L02 "Điều 28: đối với vụ việc phức tạp thì thời hạn có thể kéo dài hơn"},
    {COMPLAINT, "verify", "accepted", "verifying", L02 "Điều 29.1b: giao người có trách nhiệm xác minh"},
    {COMPLAINT, "report", "verifying", "reported", L02 "Điều 29.4: báo cáo kết quả xác minh"},
    {COMPLAINT, "dialogue", "reported", "", L02 "Điều 30.1, Điều 39: tổ chức đối thoại"},
    {COMPLAINT, "draft-decision", "reported", "drafted", L02 "Điều 31: quyết định giải quyết phải nêu kết luận đúng, đúng một phần hoặc sai"},
    {COMPLAINT, "send-back", "drafted", "reported", L02 "Điều 31.1: người giải quyết ra quyết định bằng văn bản"},
    {COMPLAINT, "decide", "drafted", "decided", L02 "Điều 31.1, Điều 40: phải ra quyết định giải quyết khiếu nại"},
    {COMPLAINT, "send", "decided", "", L02 "Điều 32, Điều 41.1: gửi quyết định giải quyết khiếu nại"},
    {SECOND, "publish", "decided in_force", "", L02 "Điều 41.2: công khai quyết định giải quyết lần hai"},
    {FIRST, "appeal", "decided " UNDER_WAY, "appealed", L02 "Điều 33.1: hết thời hạn mà không được giải quyết, hoặc không đồng ý thì có quyền khiếu nại lần hai"},
    {COMPLAINT, "go-to-court", "decided " UNDER_WAY, "in_court", L02 "Điều 7.1: khởi kiện vụ án hành chính tại Tòa án"},
    {COMPLAINT, "court-decided", "in_court", "closed", L02 "Điều 11.9: việc khiếu nại đã được Tòa án giải quyết"},
    {COMPLAINT, "in-force", "decided", "in_force", L02 "Điều 44: có hiệu lực pháp luật sau 30 ngày, kể từ ngày ban hành"},
    {COMPLAINT, "execute", "in_force", "executing", L02 "Điều 46: thi hành quyết định có hiệu lực pháp luật"},
    {COMPLAINT, "close", "in_force executing", "closed", L02 "Điều 43: lập và lưu hồ sơ giải quyết khiếu nại"},
    {COMPLAINT, "suspend", "accepted verifying reported", "suspended", "NĐ 155/2026, Điều 12: ban hành ngay quyết định tạm đình chỉ"},
    {COMPLAINT, "resume", "suspended", "verifying", "NĐ 155/2026, Điều 12: ban hành ngay quyết định tiếp tục giải quyết"},
    {COMPLAINT, "notify", "suspended verifying", "", "NĐ 155/2026, Điều 12: gửi trong thời hạn 03 ngày làm việc"},
    {COMPLAINT, "withdraw", "suspended " UNDER_WAY, "withdrawing", L02 "Điều 10: có thể rút khiếu nại tại bất cứ thời điểm nào"},
    {COMPLAINT, "terminate", "withdrawing suspended", "terminated", L02 "Điều 10: nhận được đơn xin rút thì đình chỉ việc giải quyết và thông báo bằng văn bản"},
    {COMPLAINT, "keep-on", "withdrawing", "verifying", "NĐ 155/2026, Điều 5: những người khiếu nại khác thì tiếp tục"},
    {COMPLAINT, "take-back", "received classified proposed", "withdrawn", L02 "Điều 10: có thể rút khiếu nại tại bất cứ thời điểm nào"},
    {COMPLAINT, "assign", "classified proposed " UNDER_WAY, "", L02 "Điều 29.1b: giao người có trách nhiệm xác minh"},
    {COMPLAINT, "urge", "received classified proposed " UNDER_WAY, "", "Luật Tiếp công dân, Điều 29: đôn đốc việc giải quyết"},
    {COMPLAINT, "add", "received classified proposed suspended withdrawing decided " UNDER_WAY, "", L02 "Điều 12.1: đưa ra chứng cứ, giải trình ý kiến về chứng cứ"},
    {FIRST, "object", "guided returned transferred urged filed refused in_force executing closed terminated", "", L02 "Điều 12.1: khiếu nại, khởi kiện; Điều 46: thi hành quyết định"},
    {SECOND, "object", "refused in_force executing closed terminated", "", L02 "Điều 12.1: khiếu nại việc không thụ lý; Điều 46: thi hành quyết định"},
    {FIRST, "unclear", "guided returned transferred urged filed refused decided in_force executing closed terminated", "", L02 "Điều 12.1h: nhận văn bản trả lời về việc thụ lý, nhận quyết định giải quyết"},
    {SECOND, "unclear", "refused decided in_force executing closed terminated", "", L02 "Điều 12.1h: nhận văn bản trả lời về việc thụ lý, nhận quyết định giải quyết"},
    {COMPLAINT, "write", "*", "", L02 "Điều 12.1g: giải trình ý kiến của mình"},
    {COMPLAINT, "reply", "*", "", "Luật Tiếp công dân, Điều 28.1: trả lời trực tiếp hoặc thông báo bằng văn bản"},

    {DENUNCIATION, "register", "received", "checking", L25 "Điều 24.1: có trách nhiệm vào sổ, phân loại, xử lý ban đầu thông tin tố cáo, kiểm tra, xác minh thông tin về người tố cáo và điều kiện thụ lý tố cáo"},
    {DENUNCIATION, "summarise", "received checking " UNDER_WAY, "", L25 "Điều 56: giữ bí mật thông tin người tố cáo khi xử lý tài liệu"},
    {DENUNCIATION, "press", "received checking", "", L25 "Điều 26.1: tố cáo của cá nhân do cơ quan báo chí, cơ quan, tổ chức, cá nhân có thẩm quyền chuyển đến"},
    {DENUNCIATION, "press-replied", "checking refused transferred urged inspected referred " UNDER_WAY, "", L25 "Điều 26.2: được thông báo bằng văn bản cho cơ quan báo chí … đã chuyển tố cáo trong thời hạn 20 ngày kể từ ngày nhận được tố cáo"},
    {DENUNCIATION, "check", "checking", "", L25 "Điều 29.1: ra quyết định thụ lý tố cáo khi có đủ các điều kiện sau đây"},
    {DENUNCIATION, "mark", "checking accepted verifying reported", "", L25 "Điều 30.2, 30.3; NĐ 31/2019, Điều 3: vụ việc phức tạp, đặc biệt phức tạp"},
    {DENUNCIATION, "accept", "checking", "accepted", L25 "Điều 24.1: trường hợp đủ điều kiện thụ lý thì ra quyết định thụ lý tố cáo theo quy định tại Điều 29"},
    {DENUNCIATION, "refuse", "checking", "refused", L25 "Điều 24.1: không đủ điều kiện thụ lý thì không thụ lý tố cáo và thông báo ngay cho người tố cáo biết lý do không thụ lý tố cáo"},
    {DENUNCIATION, "transfer", "checking", "transferred", L25 "Điều 24.2: phải chuyển đến cơ quan, tổ chức, cá nhân có thẩm quyền giải quyết và thông báo cho người tố cáo"},
    {DENUNCIATION, "urge-body", "checking transferred urged", "urged", "NĐ 64/2014, Điều 15.1: yêu cầu cơ quan có thẩm quyền giải quyết kịp thời vụ việc đã chuyển"},
    {DENUNCIATION, "body-replied", "transferred urged", "", "TT 07/2014, Điều 29.1: phải trả lời cơ quan đã chuyển đơn"},
    {DENUNCIATION, "to-party", "received checking", "transferred", "TT 05/2021, Điều 15: đơn tố cáo đối với đảng viên vi phạm Điều lệ Đảng được chuyển đến cơ quan có thẩm quyền để xử lý theo quy định của Đảng"},
    {DENUNCIATION, "inspect", "checking", "inspected", L25 "Điều 25.2, 26.1b: tiến hành việc thanh tra, kiểm tra theo thẩm quyền phục vụ cho công tác quản lý"},
    {DENUNCIATION, "refer", "received checking " UNDER_WAY, "referred", L25 "Điều 27.1: nếu thấy hành vi bị tố cáo có dấu hiệu của tội phạm thì chuyển ngay hồ sơ, tài liệu đến Cơ quan điều tra hoặc Viện kiểm sát nhân dân"},
    {DENUNCIATION, "notify", "accepted verifying reported", "", L25 "Điều 29.3: thông báo cho người tố cáo và thông báo về nội dung tố cáo cho người bị tố cáo biết"},
    {DENUNCIATION, "verify", "accepted", "verifying", L25 "Điều 31.1: tiến hành xác minh hoặc giao cho cơ quan thanh tra cùng cấp hoặc cơ quan, tổ chức, cá nhân khác xác minh nội dung tố cáo"},
    {DENUNCIATION, "extend", "accepted verifying reported", "", L25 "Điều 30.4: quyết định bằng văn bản việc gia hạn giải quyết tố cáo"},
    {DENUNCIATION, "suspend", "accepted verifying reported", "suspended", L25 "Điều 34.1: ra quyết định tạm đình chỉ việc giải quyết tố cáo khi có một trong các căn cứ sau đây"},
    {DENUNCIATION, "send-stop", "suspended", "", L25 "Điều 34.4: gửi đến người tố cáo, người bị tố cáo trong thời hạn 05 ngày làm việc kể từ ngày ra quyết định"},
    {DENUNCIATION, "resume", "suspended", "verifying", L25 "Điều 34.2: ra ngay quyết định tiếp tục giải quyết tố cáo; thời gian tạm đình chỉ … không tính vào thời hạn giải quyết tố cáo"},
    {DENUNCIATION, "report", "verifying", "reported", L25 "Điều 31.6: phải có văn bản báo cáo người giải quyết tố cáo về kết quả xác minh nội dung tố cáo và kiến nghị biện pháp xử lý"},
    {DENUNCIATION, "draft-decision", "reported", "drafted", L25 "Điều 35.2c: kết luận về nội dung tố cáo là đúng, đúng một phần hoặc tố cáo sai sự thật"},
    {DENUNCIATION, "send-back", "drafted", "reported", L25 "Điều 35.1: người giải quyết tố cáo ban hành kết luận nội dung tố cáo"},
    {DENUNCIATION, "conclude", "drafted", "concluded", L25 "Điều 35.1: người giải quyết tố cáo ban hành kết luận nội dung tố cáo"},
    {DENUNCIATION, "send", "concluded acted", "", L25 "Điều 35.3: chậm nhất là 05 ngày làm việc kể từ ngày ban hành kết luận nội dung tố cáo, người giải quyết tố cáo gửi kết luận"},
    {DENUNCIATION, "act", "concluded", "acted", L25 "Điều 36.1: chậm nhất là 07 ngày làm việc kể từ ngày ban hành kết luận nội dung tố cáo … tiến hành việc xử lý"},
    {DENUNCIATION, "publish", "concluded acted", "", L25 "Điều 40.1: trong thời hạn 07 ngày làm việc kể từ ngày ra kết luận nội dung tố cáo … có trách nhiệm thực hiện việc công khai kết luận nội dung tố cáo"},
    {DENUNCIATION, "close", "acted", "closed", L25 "Điều 39: lập hồ sơ vụ việc tố cáo"},
    {DENUNCIATION, "take-back", "received checking", "retracting", "NĐ 31/2019, Điều 4.1: rút khi chưa ra quyết định thụ lý"},
    {DENUNCIATION, "let-go", "retracting", "withdrawn", "NĐ 31/2019, Điều 4.1b: rút toàn bộ thì không thụ lý"},
    {DENUNCIATION, "check-on", "retracting", "checking", L25 "Điều 33.3: có căn cứ vi phạm, bị đe dọa thì vẫn giải quyết"},
    {DENUNCIATION, "withdraw", "suspended " UNDER_WAY, "withdrawing", L25 "Điều 33.1: có quyền rút toàn bộ nội dung tố cáo hoặc một phần nội dung tố cáo trước khi người giải quyết tố cáo ra kết luận nội dung tố cáo"},
    {DENUNCIATION, "keep-on", "withdrawing", "verifying", L25 "Điều 33.3: thì vụ việc tố cáo vẫn phải được giải quyết"},
    {DENUNCIATION, "terminate", "withdrawing suspended", "terminated", L25 "Điều 34.3: ra quyết định đình chỉ việc giải quyết tố cáo khi có một trong các căn cứ sau đây"},
    {DENUNCIATION, "repeat", "refused terminated closed", "repeated", L25 "Điều 37.1: có quyền tố cáo tiếp với người đứng đầu cơ quan, tổ chức cấp trên trực tiếp của người đã giải quyết tố cáo"},
    {DENUNCIATION, "overdue", UNDER_WAY, "", L25 "Điều 38.1: quá thời hạn quy định tại Điều 30 của Luật này mà tố cáo chưa được giải quyết, người tố cáo có quyền tố cáo tiếp với người đứng đầu cơ quan, tổ chức cấp trên trực tiếp"},
    {DENUNCIATION, "demand", UNDER_WAY, "", L25 "Điều 38.2: có văn bản yêu cầu người giải quyết tố cáo báo cáo về quá trình giải quyết tố cáo, lý do về việc chậm giải quyết tố cáo"},
    {DENUNCIATION, "account", UNDER_WAY, "", L25 "Điều 38.3: người giải quyết tố cáo phải gửi báo cáo theo quy định tại khoản 2 Điều này"},
    {DENUNCIATION, "uphold", "repeated", "closed", L25 "Điều 37.2a: không giải quyết lại vụ việc tố cáo, đồng thời thông báo bằng văn bản và nêu rõ lý do cho người tố cáo về việc không giải quyết lại"},
    {DENUNCIATION, "take-up", "repeated", "accepted", L25 "Điều 37.2c: người đứng đầu cơ quan, tổ chức cấp trên trực tiếp giải quyết lại vụ việc tố cáo"},
    {DENUNCIATION, "assign", "checking " UNDER_WAY, "", L25 "Điều 31.1: giao xác minh"},
    {DENUNCIATION, "urge", "received checking concluded acted " UNDER_WAY, "", L25 "Điều 38.4: theo dõi, đôn đốc việc giải quyết tố cáo"},
    {DENUNCIATION, "object", "refused transferred urged inspected referred terminated concluded acted closed", "", L25 "Điều 9.1d: tố cáo tiếp khi có căn cứ cho rằng việc giải quyết tố cáo … không đúng pháp luật hoặc quá thời hạn quy định mà tố cáo chưa được giải quyết"},
    {DENUNCIATION, "unclear", "refused transferred urged inspected referred terminated concluded acted closed", "", L25 "Điều 9.1c: được thông báo về việc thụ lý hoặc không thụ lý, kết luận nội dung tố cáo"},
    {DENUNCIATION, "write", "*", "", L25 "Điều 9.2b, 9.2d: trình bày, cung cấp thông tin, hợp tác với người giải quyết"},
    {DENUNCIATION, "reply", "*", "", L25 "Điều 9.1c: được thông báo"},
    {DENUNCIATION, "add", "received checking suspended withdrawing retracting concluded acted repeated " UNDER_WAY, "", L25 "Điều 9.2b: cung cấp thông tin, tài liệu liên quan đến nội dung tố cáo mà mình có được"},
};
/* clang-format on */

#endif
