# ruff: noqa
# %% wrong: the last whole request before the crossing | feedback: last whole request at which a is still cheaper
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return int((train_cost_b - train_cost) // (serve_cost_a - serve_cost_b))


# %% wrong: one request too many | feedback: one request beyond|should be
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return int((train_cost_b - train_cost) // (serve_cost_a - serve_cost_b)) + 2


# %% wrong: division by zero where requests cost the same | feedback: your function raised ZeroDivisionError
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0
    n = (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)
    return n if n >= 0 else float("inf")


# %% wrong: a negative crossing is returned | feedback: negative number of requests|rises more slowly
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a == serve_cost_b:
        return float("inf")
    return (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)


# %% wrong: lines are thought to cross in the past where a is dearer, no case looked at | feedback: where a becomes cheaper|begins higher
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    closing = np.float64(serve_cost_a) - serve_cost_b
    with np.errstate(all="ignore"):
        return (train_cost_b - train_cost) / closing


# %% wrong: a negative crossing is cut off at 0 | feedback: never dearer|rises more slowly
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a == serve_cost_b:
        return float("inf")
    return max(0.0, (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b))


# %% wrong: where a becomes cheaper counts as a crossing | feedback: where a becomes cheaper
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if serve_cost_a == serve_cost_b:
        return 0.0 if train_cost > train_cost_b else float("inf")
    n = (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)
    return (
        n
        if n >= 0 and (serve_cost_a > serve_cost_b or train_cost != train_cost_b)
        else float("inf")
    )


# %% wrong: a dearer at first, but it never is where it rises more slowly | feedback: dearer before any request
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return max(0.0, (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b))


# %% wrong: equal costs count as more | feedback: equal|alike
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost >= train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)


# %% wrong: where nothing differs the answer is 0 | feedback: equal
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b or (train_cost == train_cost_b and serve_cost_a == serve_cost_b):
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)


# %% wrong: a and b exchanged | feedback: begins lower|roles of a and b
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost_b > train_cost:
        return 0.0
    if serve_cost_b <= serve_cost_a:
        return float("inf")
    return (train_cost - train_cost_b) / (serve_cost_b - serve_cost_a)


# %% wrong: the requests of b cost nothing | feedback: leaves out serve_cost_b|serve_cost_b is left out
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return (train_cost_b - train_cost) / serve_cost_a


# %% wrong: a begins at nothing | feedback: leaves out train_cost|train_cost, with which
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return train_cost_b / (serve_cost_a - serve_cost_b)


# %% wrong: training over serving, of a alone | feedback: of a alone|should be
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    return train_cost / serve_cost_a if serve_cost_a else float("inf")


# %% wrong: costs of a request added | feedback: adds what a request costs|subtracted, not added
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return (train_cost_b - train_cost) / (serve_cost_a + serve_cost_b)


# %% wrong: costs at first added | feedback: adds what both cost at first|costs at first are to be subtracted
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return (train_cost_b + train_cost) / (serve_cost_a - serve_cost_b)


# %% wrong: absolute differences | feedback: never dearer|rises more slowly|dearer before any request
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if serve_cost_a == serve_cost_b:
        return 0.0 if train_cost > train_cost_b else float("inf")
    return abs(train_cost_b - train_cost) / abs(serve_cost_a - serve_cost_b)


# %% wrong: the wrong sign | feedback: wrong sign
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    return (train_cost - train_cost_b) / (serve_cost_a - serve_cost_b)


# %% wrong: None for never | feedback: should be inf
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b:
        return None
    return (train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)


# %% wrong: tries the first 100,000 requests only | feedback: answer never, though a is steeper
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    n = np.arange(100_000)
    dearer = train_cost + n * serve_cost_a > train_cost_b + n * serve_cost_b
    return int(np.argmax(dearer)) if dearer.any() else float("inf")


# %% wrong: serving against training of one model whatever is asked | feedback: leaves out what b costs|Both serve_cost_b and train_cost
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    return train_cost_b / serve_cost_a if serve_cost_a else float("inf")


# %% wrong: the ratio upside down | feedback: wrong way round|should be
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0.0
    if serve_cost_a <= serve_cost_b or train_cost == train_cost_b:
        return float("inf")
    return (serve_cost_a - serve_cost_b) / (train_cost_b - train_cost)


# %% right: the next whole request
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    import math

    if train_cost > train_cost_b:
        return 0
    if serve_cost_a <= serve_cost_b:
        return math.inf
    return math.floor((train_cost_b - train_cost) / (serve_cost_a - serve_cost_b)) + 1


# %% right: rounded up
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    ahead, closing = train_cost_b - train_cost, serve_cost_a - serve_cost_b
    if ahead < 0:
        return np.int64(0)
    return np.ceil(np.float64(ahead) / closing) if closing > 0 else np.inf


# %% right: request by request
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if serve_cost_a <= serve_cost_b and train_cost <= train_cost_b:
        return float("inf")
    n = 0
    while train_cost + n * serve_cost_a <= train_cost_b + n * serve_cost_b:
        n += 1
    return n


# %% right: costs summed up, in blocks of an array
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0
    if not serve_cost_a > serve_cost_b:
        return np.inf
    for begin in range(0, 10**9, 200_000):
        n = np.arange(begin, begin + 200_000)
        dearer = np.flatnonzero(train_cost + n * serve_cost_a > train_cost_b + n * serve_cost_b)
        if len(dearer):
            return n[dearer[0]]


# %% right: doubling and bisection
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    def dearer(n):
        return train_cost + n * serve_cost_a > train_cost_b + n * serve_cost_b

    if dearer(0):
        return 0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    high = 1
    while not dearer(high):
        high *= 2
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if dearer(middle) else (middle, high)
    return high


# %% right: NumPy's division by zero
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    a, b = (
        np.array([train_cost, serve_cost_a], float),
        np.array([train_cost_b, serve_cost_b], float),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = (b - a)[0] / (a - b)[1]
    return np.where(a[0] > b[0], 0.0, np.where(a[1] > b[1], crossing, np.inf))[()]


# %% right: exact fractions
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    from fractions import Fraction

    ahead = Fraction(float(train_cost_b)) - Fraction(float(train_cost))
    closing = Fraction(float(serve_cost_a)) - Fraction(float(serve_cost_b))
    if ahead < 0:
        return 0
    return ahead // closing + 1 if closing > 0 else float("inf")


# %% right: keeps adding the costs
def break_even_requests(train_cost, serve_cost_a, serve_cost_b=0.0, train_cost_b=0.0):
    if train_cost > train_cost_b:
        return 0
    if serve_cost_a <= serve_cost_b:
        return float("inf")
    a, b, n = train_cost, train_cost_b, 0
    while a <= b:
        a, b, n = a + serve_cost_a, b + serve_cost_b, n + 1
    return n
