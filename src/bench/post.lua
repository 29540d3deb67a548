-- What wrk sends. With COUNT_ERR in the environment it also counts Go kit's failures, which travel as 200 with "err" in the body.
wrk.method = "POST"
wrk.body = '{"s":"hello"}'
wrk.headers["Content-Type"] = "application/json"

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
