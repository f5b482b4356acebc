-- wrk: the whole form of a proposal, each request another petition; counts the answers
-- that hold a code.
local words = { "Mương", "Đường", "Cầu", "Đèn", "Rác", "Nước", "Trạm", "Chợ" }
local number = 0
local sent = 0
local threads = {}

local function encode(text)
    return (text:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end))
end

function setup(thread)
    table.insert(threads, thread)
    thread:set("id", #threads)
end

-- Everything but the number is encoded once, so that the client costs little.
local places = {}

function init(args)
    received = 0
    for at = 1, 97 do
        local title = words[at % #words + 1] .. " ở khu " .. at .. " hỏng, lần "
        places[at] = {
            title = "csrf=&title=" .. encode(title),
            content = "&content=" .. encode("Từ tháng trước " .. title .. "này, bà con đi lại khó khăn, đề nghị sửa."),
            name = "&name=" .. encode("Trần Văn Ất ") .. at,
        }
    end
    rest = "&address=" .. encode("Khu 5, xã Quảng Yên") .. "&email=&phone=09"
    headers = {
        ["Content-Type"] = "application/x-www-form-urlencoded",
        ["Sec-Fetch-Site"] = "same-origin",
    }
end

function request()
    number = number + 1
    local place = places[number % 97 + 1]
    local body = place.title .. id .. "-" .. number .. place.content .. place.name .. rest
        .. string.format("%08d", number % 100000000)
    return wrk.format("POST", "/don-thu/gui", headers, body)
end

function response(status, headers, body)
    if status == 200 and body:find(">%u+%-%d+%-%d+%-%u</p>") then
        received = received + 1
    end
end

function done(summary, latency, requests)
    local all = 0
    for _, thread in ipairs(threads) do
        all = all + thread:get("received")
    end
    io.write(string.format("petitions %d %.0f %.1f\n", all, all / (summary.duration / 1e6),
        latency:percentile(99) / 1000))
end
