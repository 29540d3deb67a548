-- What wrk sends. With COUNT_ERR in the environment it also counts Go kit's failures, which travel as 200 with "err" in the body.
wrk.method = "POST"
wrk.body = '{"s":"hello"}'
wrk.headers["Content-Type"] = "application/json"

-- With ENDPOINTS in the environment the calls go to so many endpoints in turn: /endpoint/1, /endpoint/2 and so on.
local endpoints = tonumber(os.getenv("ENDPOINTS"))

if endpoints then
  local last = 0
  function request()
    last = last % endpoints + 1
    return wrk.format(nil, "/endpoint/" .. last)
  end
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

failed = 0

if os.getenv("COUNT_ERR") then
  function response(status, headers, body)
    if status == 200 and not string.find(body, '"HELLO"', 1, true) then
      failed = failed + 1
    end
  end
end

function done()
  local sum = 0
  for _, thread in ipairs(threads) do
    sum = sum + thread:get("failed")
  end
  print("Failures sent as 200: " .. sum)
end
