# ruff: noqa
# %% wrong: rollback is the version minus one | feedback: order of registering|registered before
class ModelRegistry:
    def __init__(self):
        self.models, self.champion = [], None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 1 <= version <= len(self.models):
            raise ValueError(f"no version {version}")
        self.champion = version

    def rollback(self):
        if self.champion is None or self.champion == 1:
            raise ValueError("no earlier version")
        self.champion -= 1


# %% wrong: one version before is kept, and swapped | feedback: rolled back before
class ModelRegistry:
    def __init__(self):
        self.models, self.champion, self.previous = {}, None, None

    def register(self, model):
        self.models[len(self.models)] = model
        return len(self.models) - 1

    def promote(self, version):
        if version not in self.models:
            raise KeyError(f"no version {version}")
        self.champion, self.previous = version, self.champion

    def rollback(self):
        if self.previous is None:
            raise RuntimeError("no earlier champion")
        self.champion, self.previous = self.previous, self.champion


# %% wrong: one version before is kept, a single rollback | feedback: still stands
class ModelRegistry:
    def __init__(self):
        self.models, self.champion, self.previous = {}, None, None

    def register(self, model):
        self.models[len(self.models)] = model
        return len(self.models) - 1

    def promote(self, version):
        if version not in self.models:
            raise KeyError(f"no version {version}")
        self.champion, self.previous = version, self.champion

    def rollback(self):
        if self.previous is None:
            raise RuntimeError("no earlier champion")
        self.champion, self.previous = self.previous, None


# %% wrong: a rollback is a promotion of the version before | feedback: rolled back before
class ModelRegistry:
    def __init__(self):
        self.models, self.log = [], []

    @property
    def champion(self):
        return self.log[-1] if self.log else None

    def register(self, model):
        self.models.append(model)
        return f"v{len(self.models)}"

    def promote(self, version):
        if version not in [f"v{n + 1}" for n in range(len(self.models))]:
            raise ValueError("unknown version")
        self.log.append(version)

    def rollback(self):
        if len(self.log) < 2:
            raise ValueError("no earlier champion")
        self.log.append(self.log[-2])


# %% wrong: a pointer into the log of all promotions | feedback: forgotten
class ModelRegistry:
    def __init__(self):
        self.models, self.log, self.at = [], [], -1

    @property
    def champion(self):
        return self.log[self.at] if self.at >= 0 else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.log.append(version)
        self.at = len(self.log) - 1

    def rollback(self):
        if self.at < 1:
            raise ValueError("no earlier champion")
        self.at -= 1


# %% wrong: a version stands only once | feedback: still stands|should be in charge
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        if version in self.stack:
            self.stack.remove(version)
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: each version remembers the champion before it | feedback: should be in charge|still stands
class ModelRegistry:
    def __init__(self):
        self.before, self.champion, self.count = {}, None, 0

    def register(self, model):
        self.count += 1
        return self.count

    def promote(self, version):
        if not 0 < version <= self.count:
            raise ValueError("unknown version")
        self.before[version] = self.champion
        self.champion = version

    def rollback(self):
        if self.before.get(self.champion) is None:
            raise ValueError("no earlier champion")
        self.champion = self.before[self.champion]


# %% wrong: register promotes | feedback: promotes nothing
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        self.promote(len(self.models))
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: the first model that is registered is in charge | feedback: promotes nothing
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        if not self.stack:
            self.stack.append(1)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: the newest version is in charge | feedback: promotes nothing
class ModelRegistry:
    def __init__(self):
        self.models = []

    @property
    def champion(self):
        return len(self.models) or None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")

    def rollback(self):
        if len(self.models) < 2:
            raise ValueError("no earlier champion")
        self.models.pop()


# %% wrong: state in the class, shared by all | feedback: independent|in the class|another
class ModelRegistry:
    models = []
    stack = []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: state in a default argument | feedback: default argument
class ModelRegistry:
    def __init__(self, models=[], stack=[]):
        self.models, self.stack = models, stack

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: the models in the class, the champion not | feedback: raises nothing|not given out
class ModelRegistry:
    models = []

    def __init__(self):
        self.stack, self.champion = [], None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)
        self.champion = version

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()
        self.champion = self.stack[-1]


# %% wrong: any version is accepted | feedback: raises nothing
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: -1 is a position in a list | feedback: Promote -1
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models) - 1

    def promote(self, version):
        self.models[version]
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: rollback of the only promotion leaves nobody in charge | feedback: raises nothing
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if not self.stack:
            raise ValueError("no champion")
        self.stack.pop()


# %% wrong: rollback without an earlier champion does nothing | feedback: raises nothing
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) > 1:
            self.stack.pop()


# %% wrong: pops first, then finds nobody | feedback: should stay in charge
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        self.stack.pop()
        if not self.stack:
            raise ValueError("no earlier champion")


# %% wrong: an unknown version is noted before it is refused | feedback: refused is no promotion|before it
class ModelRegistry:
    def __init__(self):
        self.models, self.history, self.champion = [], [], None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        self.history.append(self.champion)
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.champion = version

    def rollback(self):
        if not self.history or self.history[-1] is None:
            raise ValueError("no earlier champion")
        self.champion = self.history.pop()


# %% wrong: what was rolled back cannot be promoted again | feedback: promoted, also again
class ModelRegistry:
    def __init__(self):
        self.models, self.stack, self.count = {}, [], 0

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.count += 1
        self.models[self.count] = model
        return self.count

    def promote(self, version):
        if version not in self.models:
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        del self.models[self.stack.pop()]


# %% wrong: a version can be promoted only once | feedback: promoted, also again
class ModelRegistry:
    def __init__(self):
        self.models, self.stack, self.used = [], [], set()

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models) or version in self.used:
            raise ValueError("unknown version, or promoted before")
        self.used.add(version)
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: rollback takes away the promotion before the latest | feedback: should be in charge|wrong version
class ModelRegistry:
    def __init__(self):
        self.models, self.stack, self.champion = [], [], None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)
        self.champion = version

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.champion = self.stack[-2]
        del self.stack[-2]


# %% wrong: rollback goes back to the first champion | feedback: should be in charge
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        del self.stack[1:]


# %% wrong: champion is the model | feedback: not its model
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.models[self.stack[-1] - 1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: champion is a method | feedback: not a method
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: register returns nothing | feedback: returns None
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)

    def promote(self, version):
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: the model is its own version | feedback: version of its own
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return model

    def promote(self, version):
        if version not in self.models:
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: models as keys, so that lists and dicts cannot be registered | feedback: unhashable|raised
class ModelRegistry:
    def __init__(self):
        self.versions, self.stack = {}, []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.versions[model] = len(self.versions) + 1
        return self.versions[model]

    def promote(self, version):
        if version not in self.versions.values():
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: a hash of the model's text as its version | feedback: version of its own
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = {}, []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        version = hash(repr(model))
        self.models[version] = model
        return version

    def promote(self, version):
        if version not in self.models:
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% wrong: an assertion in place of an error | feedback: LookupError, yours is AssertionError
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        assert 0 < version <= len(self.models), "unknown version"
        self.stack.append(version)

    def rollback(self):
        assert len(self.stack) > 1, "no earlier champion"
        self.stack.pop()


# %% wrong: errors without a message | feedback: in its message
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], []

    @property
    def champion(self):
        return self.stack[-1] if self.stack else None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 2:
            raise RuntimeError
        self.stack.pop()


# %% wrong: rollback is not written yet | feedback: not answered yet
class ModelRegistry:
    def __init__(self):
        self.models, self.champion = [], None

    def register(self, model):
        self.models.append(model)
        return len(self.models)

    def promote(self, version):
        if not 0 < version <= len(self.models):
            raise ValueError("unknown version")
        self.champion = version

    def rollback(self):
        raise NotImplementedError


# %% right: a stack, champion a property
class ModelRegistry:
    def __init__(self):
        self._models, self._standing = {}, []

    @property
    def champion(self):
        return self._standing[-1] if self._standing else None

    def register(self, model):
        version = len(self._models) + 1
        self._models[version] = model
        return version

    def promote(self, version):
        if version not in self._models:
            raise KeyError(f"unknown version: {version}")
        self._standing.append(version)

    def rollback(self):
        if len(self._standing) < 2:
            raise LookupError("no earlier champion")
        self._standing.pop()


# %% right: versions are UUIDs, champion an attribute, history holds the earlier ones
import uuid


class ModelRegistry:
    def __init__(self):
        self.models = {}
        self.champion = None
        self.history = []

    def register(self, model):
        version = uuid.uuid4()
        self.models[version] = model
        return version

    def promote(self, version):
        if version not in self.models:
            raise ValueError(f"version {version} was never registered")
        if self.champion is not None:
            self.history.append(self.champion)
        self.champion = version
        return self

    def rollback(self):
        if not self.history:
            raise RuntimeError("there is nothing to go back to")
        self.champion = self.history.pop()
        return self.champion


# %% right: positions in a list, IndexError by itself, aliases
class ModelRegistry:
    def __init__(self):
        self.models = []
        self.aliases = {"champion": [None]}

    champion = property(lambda self: self.aliases["champion"][-1])

    def register(self, model):
        self.models.append(model)
        return len(self.models) - 1

    def promote(self, version):
        if version < 0:
            raise IndexError("versions start at 0")
        self.models[version]
        self.aliases["champion"].append(version)

    def rollback(self):
        if len(self.aliases["champion"]) <= 2:
            raise IndexError("no earlier champion")
        del self.aliases["champion"][-1]


# %% right: a dataclass, names as versions
from dataclasses import dataclass, field


@dataclass
class ModelRegistry:
    models: dict = field(default_factory=dict)
    standing: list = field(default_factory=list)

    def register(self, model):
        name = f"v{len(self.models) + 1:03}"
        self.models[name] = model
        return name

    def promote(self, version):
        if version not in self.models:
            raise ValueError(f"unknown version {version!r}, known are {list(self.models)}")
        self.standing = [*self.standing, version]

    def rollback(self):
        *earlier, undone = self.standing or [None]
        if not earlier:
            raise ValueError("no earlier champion")
        self.standing = earlier

    @property
    def champion(self):
        return (self.standing or [None])[-1]


# %% right: a linked list of promotions, a counter in the class, an exception of its own
import itertools


class RegistryError(RuntimeError):
    pass


class Promotion:
    def __init__(self, version, before):
        self.version, self.before = version, before


class ModelRegistry:
    _numbers = itertools.count(100)

    def __init__(self):
        self._models, self._latest = {}, None

    def register(self, model):
        number = next(ModelRegistry._numbers)
        self._models[number] = model
        return number

    def promote(self, version):
        try:
            self._models[version]
        except KeyError:
            raise RegistryError(f"version {version} is unknown") from None
        self._latest = Promotion(version, self._latest)

    def rollback(self):
        if self._latest is None or self._latest.before is None:
            raise RegistryError("no earlier champion")
        self._latest = self._latest.before

    def __getattr__(self, name):
        if name == "champion":
            return None if self._latest is None else self._latest.version
        raise AttributeError(name)


# %% right: versions are objects of a class
class Version:
    def __init__(self, model):
        self.model = model


class ModelRegistry:
    def __init__(self):
        self.versions, self.standing, self.champion = [], [], None

    def register(self, model):
        self.versions.append(Version(model))
        return self.versions[-1]

    def promote(self, version):
        if not any(version is known for known in self.versions):
            raise ValueError("this registry has no such version")
        self.standing.append(version)
        self.champion = version

    def rollback(self):
        if len(self.standing) <= 1:
            raise ValueError("no earlier champion")
        self.standing.pop()
        self.champion = self.standing[-1]


# %% right: versions are named tuples with a time
from collections import deque, namedtuple
import time

Release = namedtuple("Release", "number registered_at")


class ModelRegistry:
    __slots__ = ("_store", "_line")

    def __init__(self):
        self._store, self._line = [], deque()

    def register(self, model):
        release = Release(len(self._store), time.time())
        self._store.append((release, model))
        return release

    def promote(self, version):
        if all(version != release for release, _ in self._store):
            raise ValueError("no such release")
        self._line.appendleft(version)

    def rollback(self):
        if len(self._line) in (0, 1):
            raise ValueError("nothing to roll back to")
        self._line.popleft()

    @property
    def champion(self):
        return self._line[0] if self._line else None


# %% right: a log of events that is replayed
class ModelRegistry:
    def __init__(self):
        self.events = []

    def _versions(self):
        return [event[1] for event in self.events if event[0] == "register"]

    def _standing(self):
        standing = []
        for name, version, *_ in self.events:
            if name == "promote":
                standing.append(version)
            elif name == "rollback":
                standing.pop()
        return standing

    @property
    def champion(self):
        standing = self._standing()
        if standing:
            return standing[-1]

    def register(self, model):
        version = np.int64(len(self._versions()) * 10)
        self.events.append(("register", version, model))
        return version

    def promote(self, version):
        if version not in self._versions():
            raise LookupError(f"no version {version}")
        self.events.append(("promote", version))

    def rollback(self):
        if len(self._standing()) < 2:
            raise ValueError("no promotion but the first stands")
        self.events.append(("rollback", None))


# %% right: random text as versions, methods and class of a base class
import secrets


class Store:
    def __init__(self):
        self.rows = {}

    def register(self, model):
        key = secrets.token_hex(8)
        self.rows[key] = {"model": model}
        return key


class ModelRegistry(Store):
    def __init__(self):
        super().__init__()
        self.stack = [(None, "nobody")]

    @property
    def champion(self):
        return self.stack[-1][0]

    def promote(self, version):
        if version not in self.rows:
            raise KeyError(version)
        self.stack.append((version, "promoted"))

    def rollback(self):
        if len(self.stack) < 3:
            raise IndexError("no earlier champion")
        self.stack.pop()


# %% right: a dict with methods
class ModelRegistry(dict):
    def __init__(self):
        super().__init__()
        self.promoted = []

    @property
    def champion(self):
        return self.promoted[-1] if self.promoted else None

    def register(self, model):
        version = len(self) + 1
        self[version] = model
        return version

    def promote(self, version):
        if version not in self:
            raise KeyError(f"there is no version {version}")
        self.promoted.append(version)

    def rollback(self):
        if len(self.promoted) < 2:
            raise LookupError("no earlier champion to return to")
        self.promoted.pop()


# %% right: sqlite
import sqlite3


class ModelRegistry:
    def __init__(self):
        self.c = sqlite3.connect(":memory:")
        self.models = {}
        self.c.executescript(
            "create table v(id integer primary key); create table p(n integer primary key autoincrement, v int)"
        )

    def register(self, model):
        i = self.c.execute("insert into v default values").lastrowid
        self.models[i] = model
        return i

    @property
    def champion(self):
        r = self.c.execute("select v from p order by n desc limit 1").fetchone()
        return r and r[0]

    def promote(self, version):
        if (
            not isinstance(version, int)
            or not self.c.execute("select 1 from v where id=?", (version,)).fetchone()
        ):
            raise LookupError("no such version")
        self.c.execute("insert into p(v) values (?)", (version,))

    def rollback(self):
        if self.c.execute("select count(*) from p").fetchone()[0] < 2:
            raise ValueError("no earlier champion")
        self.c.execute("delete from p where n = (select max(n) from p)")


# %% right: versions from zero, champion 0 falsy
class ModelRegistry:
    def __init__(self):
        self.models, self.stack = [], [None]

    def register(self, model):
        self.models.append(model)
        return len(self.models) - 1

    @property
    def champion(self):
        return self.stack[-1]

    def promote(self, version):
        if not (isinstance(version, int) and 0 <= version < len(self.models)):
            raise ValueError("unknown version")
        self.stack.append(version)

    def rollback(self):
        if len(self.stack) < 3:
            raise ValueError("no earlier champion")
        self.stack.pop()


# %% right: immutable tuple history, hash versions with salt
import hashlib


class ModelRegistry:
    def __init__(self):
        self.h = ()
        self.v = {}

    def register(self, model):
        k = hashlib.md5(f"{id(self)}{len(self.v)}".encode()).hexdigest()
        self.v[k] = model
        return k

    champion = property(lambda self: next(iter(self.h), None))

    def promote(self, v):
        self.v[v]
        self.h = (v, *self.h)

    def rollback(self):
        if len(self.h) < 2:
            raise IndexError("pop from a registry without an earlier champion")
        _, *self.h = self.h
