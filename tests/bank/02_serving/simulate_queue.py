# ruff: noqa
# %% wrong: no queue | feedback: nobody waits|leave out the queue
def simulate_queue(arrival_times, service_times):
    return list(service_times)


# %% wrong: the waiting without the service | feedback: the service itself counts
def simulate_queue(arrival_times, service_times):
    waits, free = [], float("-inf")
    for a, s in zip(arrival_times, service_times):
        start = max(a, free)
        waits.append(start - a)
        free = start + s
    return waits


# %% wrong: clock times of the finish | feedback: subtract the arrival
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, service_times):
        free = max(a, free) + s
        out.append(free)
    return out


# %% wrong: clock times of the start | feedback: at which each is begun|should be
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, service_times):
        out.append(max(a, free))
        free = max(a, free) + s
    return out


# %% wrong: idle time ignored | feedback: without a break|idle
def simulate_queue(arrival_times, service_times):
    a, s = np.asarray(arrival_times, float), np.asarray(service_times, float)
    return a[:1].sum() + np.cumsum(s) - a


# %% wrong: served before anybody has arrived | feedback: before the first request has arrived
def simulate_queue(arrival_times, service_times):
    a, s = np.asarray(arrival_times, float), np.asarray(service_times, float)
    return np.cumsum(s) - a


# %% wrong: negative waits cut off, idle time still ignored | feedback: cut off at the service time|should be
def simulate_queue(arrival_times, service_times):
    a, s = np.asarray(arrival_times, float), np.asarray(service_times, float)
    return np.maximum(a[:1].sum() + np.cumsum(s) - a, s)


# %% wrong: everybody queues behind all before | feedback: should be|long finished
def simulate_queue(arrival_times, service_times):
    return np.cumsum(service_times)


# %% wrong: waits for the one before only | feedback: request (just )?before
def simulate_queue(arrival_times, service_times):
    a, s = np.asarray(arrival_times, float), np.asarray(service_times, float)
    out = s.copy()
    out[1:] += np.maximum(a[:-1] + s[:-1] - a[1:], 0)
    return out


# %% wrong: always adds the service before | feedback: should be|idle
def simulate_queue(arrival_times, service_times):
    s = np.asarray(service_times, float)
    return s + np.concatenate([[0.0], s[:-1]])[: len(s)]


# %% wrong: last come, first served | feedback: came (first|last)|last
def simulate_queue(arrival_times, service_times):
    n, out, waiting, now, i = len(arrival_times), [0.0] * len(arrival_times), [], float("-inf"), 0
    while i < n or waiting:
        if not waiting:
            now = max(now, arrival_times[i])
        while i < n and arrival_times[i] <= now:
            waiting.append(i)
            i += 1
        k = waiting.pop()
        now += service_times[k]
        out[k] = now - arrival_times[k]
    return out


# %% wrong: the shortest first | feedback: shortest first|should be
def simulate_queue(arrival_times, service_times):
    import heapq

    n, out, waiting, now, i = len(arrival_times), [0.0] * len(arrival_times), [], float("-inf"), 0
    while i < n or waiting:
        if not waiting:
            now = max(now, arrival_times[i])
        while i < n and arrival_times[i] <= now:
            heapq.heappush(waiting, (service_times[i], i))
            i += 1
        s, k = heapq.heappop(waiting)
        now += s
        out[k] = now - arrival_times[k]
    return out


# %% wrong: two servers | feedback: more than one server|should be
def simulate_queue(arrival_times, service_times):
    free, out = [float("-inf")] * 2, []
    for a, s in zip(arrival_times, service_times):
        k = free.index(min(free))
        free[k] = max(free[k], a) + s
        out.append(free[k] - a)
    return out


# %% wrong: sorted results | feedback: sort
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, service_times):
        free = max(a, free) + s
        out.append(free - a)
    return sorted(out)


# %% wrong: reversed results | feedback: reversed|should be
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, service_times):
        free = max(a, free) + s
        out.insert(0, free - a)
    return out


# %% wrong: sorted services | feedback: sort the service|should be
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, sorted(service_times)):
        free = max(a, free) + s
        out.append(free - a)
    return out


# %% wrong: service times of the request before | feedback: of another one|should be
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, np.roll(np.asarray(service_times, float), 1)):
        free = max(a, free) + s
        out.append(free - a)
    return out


# %% wrong: arrivals taken for gaps | feedback: gaps between arrivals|should be
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(np.cumsum(arrival_times), service_times):
        free = max(a, free) + s
        out.append(free - a)
    return out


# %% wrong: simultaneous ones served in reverse | feedback: serve the last first|in the order of the input
def simulate_queue(arrival_times, service_times):
    order = sorted(range(len(arrival_times)), key=lambda i: (arrival_times[i], -i))
    out, free = [0.0] * len(order), float("-inf")
    for i in order:
        free = max(arrival_times[i], free) + service_times[i]
        out[i] = free - arrival_times[i]
    return out


# %% wrong: simultaneous ones served together | feedback: arrive at the same time|arrive at once
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for i, (a, s) in enumerate(zip(arrival_times, service_times)):
        if i and arrival_times[i - 1] == a:
            out.append(s)
            continue
        free = max(a, free) + s
        out.append(free - a)
    return out


# %% wrong: the mean for everybody | feedback: mean|should be
def simulate_queue(arrival_times, service_times):
    out, free = [], float("-inf")
    for a, s in zip(arrival_times, service_times):
        free = max(a, free) + s
        out.append(free - a)
    return [sum(out) / len(out)] * len(out) if out else []


# %% wrong: the total | feedback: for each request
def simulate_queue(arrival_times, service_times):
    total, free = 0.0, float("-inf")
    for a, s in zip(arrival_times, service_times):
        free = max(a, free) + s
        total += free - a
    return total


# %% wrong: whole time units | feedback: should be|rounded
def simulate_queue(arrival_times, service_times):
    out, free = [], -(10**9)
    for a, s in zip(arrival_times, service_times):
        free = max(int(a), free) + int(s)
        out.append(free - int(a))
    return out


# %% wrong: the clock starts at the first request and idle time goes missing after a gap | feedback: should be|wrong
def simulate_queue(arrival_times, service_times):
    out, backlog, before = [], 0.0, None
    for a, s in zip(arrival_times, service_times):
        gap = 0.0 if before is None else a - before
        backlog = backlog - gap + s
        out.append(max(backlog, s))
        before = a
    return out


# %% wrong: nothing in, an error out | feedback: your function raised
def simulate_queue(arrival_times, service_times):
    free, out = arrival_times[0], []
    for a, s in zip(arrival_times, service_times):
        free = max(a, free) + s
        out.append(free - a)
    return out


# %% wrong: changes the arrivals in place | feedback: changed an input
def simulate_queue(arrival_times, service_times):
    out = []
    for i in range(len(arrival_times)):
        if i and arrival_times[i - 1] + service_times[i - 1] > arrival_times[i]:
            out.append(arrival_times[i])
            arrival_times[i] = arrival_times[i - 1] + service_times[i - 1]
            out[i] = arrival_times[i] + service_times[i] - out[i]
        else:
            out.append(service_times[i])
    return out


# %% wrong: arrivals of an integer array are cut | feedback: should be
def simulate_queue(arrival_times, service_times):
    finish = np.array(arrival_times).astype(int)
    free = -(10**9)
    for i, (a, s) in enumerate(zip(arrival_times, service_times)):
        free = max(a, free) + s
        finish[i] = free - a
    return finish


# %% wrong: of simultaneous ones the shortest first | feedback: shortest first|in the order of the input
def simulate_queue(arrival_times, service_times):
    order = sorted(range(len(arrival_times)), key=lambda i: (arrival_times[i], service_times[i]))
    took, free = [0] * len(order), float("-inf")
    for i in order:
        free = max(free, arrival_times[i]) + service_times[i]
        took[i] = free - arrival_times[i]
    return took


# %% right: vectorised
def simulate_queue(arrival_times, service_times):
    a, s = np.asarray(arrival_times, float), np.asarray(service_times, float)
    total = np.cumsum(s)
    return total + np.maximum.accumulate(a - (total - s)) - a


# %% right: the wait from the wait before (Lindley)
def simulate_queue(arrival_times, service_times):
    out, wait = [], 0.0
    for i, s in enumerate(service_times):
        if i:
            wait = max(0.0, wait + service_times[i - 1] - (arrival_times[i] - arrival_times[i - 1]))
        out.append(wait + s)
    return out


# %% right: a queue of events
def simulate_queue(arrival_times, service_times):
    import heapq

    events = [(a, i) for i, a in enumerate(arrival_times)]
    heapq.heapify(events)
    out, free = np.zeros(len(events)), -np.inf
    while events:
        a, i = heapq.heappop(events)
        free = max(free, a) + service_times[i]
        out[i] = free - a
    return out


# %% right: a line of people
def simulate_queue(arrival_times, service_times):
    from collections import deque

    todo = deque(zip(arrival_times, service_times))
    line, out, now = deque(), [], None
    while todo or line:
        if not line:
            now = todo[0][0] if now is None else max(now, todo[0][0])
        while todo and todo[0][0] <= now:
            line.append(todo.popleft())
        arrival, service = line.popleft()
        now = now + service
        out.append(now - arrival)
    return out


# %% right: pandas, a series
def simulate_queue(arrival_times, service_times):
    frame = pd.DataFrame({"arrival": arrival_times, "service": service_times}, dtype=float)
    ended = frame["service"].cumsum()
    idle_until = (frame["arrival"] - ended.shift(fill_value=0.0)).cummax()
    return ended + idle_until - frame["arrival"]


# %% right: the longest of all the sums
def simulate_queue(arrival_times, service_times):
    a, s = np.array(arrival_times, dtype=float), np.array(service_times, dtype=float)
    return [max(a[k] + s[k : i + 1].sum() for k in range(i + 1)) - a[i] for i in range(len(a))]


# %% right: accumulate, a tuple
def simulate_queue(arrival_times, service_times):
    from itertools import accumulate

    pairs = list(zip(arrival_times, service_times))
    finish = list(accumulate(pairs, lambda free, p: max(free, p[0]) + p[1], initial=float("-inf")))[
        1:
    ]
    return tuple(f - a for f, (a, _) in zip(finish, pairs))


# %% right: of the input's own type, NumPy scalars in a list
def simulate_queue(arrival_times, service_times):
    if len(arrival_times) == 0:
        return []
    free, out = np.float64(arrival_times[0]), []
    for i in range(len(arrival_times)):
        begin = arrival_times[i] if arrival_times[i] >= free else free
        free = begin + np.float64(service_times[i])
        out.append(free - arrival_times[i])
    return out
