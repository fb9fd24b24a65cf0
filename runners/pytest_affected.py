"""A plugin for pytest: of the files with tests, only those are collected that changed files lead to.

Which those are follows from the sources alone, and from nothing that was noted earlier: what a test file imports, what that
imports, and so on. Where it is not certain what an import means, it means everything that it may.
"""

import ast
import importlib.util
import os
import re

import pytest

#: Folders that hold no sources of the project.
FOREIGN = {"node_modules", "site-packages", "__pycache__", "__pypackages__"}
#: `app.models`, as `mock.patch` and settings name modules; and `tools/run.py`.
DOTTED = re.compile(r"[A-Za-z_]\w*(?:[.:][A-Za-z_]\w*)*\Z")
#: What loads modules by names that are made when it runs.
LOADERS = {
    "__import__",
    "import_module",
    "iter_modules",
    "run_module",
    "run_path",
    "spec_from_file_location",
    "walk_packages",
}
#: What tests start programs with, which may be the project's own: modules, fixtures and functions.
STARTERS = {
    "create_subprocess_exec",
    "create_subprocess_shell",
    "multiprocessing",
    "pexpect",
    "popen",
    "pytester",
    "subprocess",
    "system",
    "testdir",
}
#: Names of files that hold tests, or what only tests use.
TEST = re.compile(r"(?:^|/)(?:tests?/|conftest\.py$|test_[^/]*$|[^/]*_test\.py$)")


def pytest_addoption(parser):
    group = parser.getgroup("lattice-hooks")
    group.addoption("--lattice-root", metavar="FOLDER", help="the folder that holds all sources")
    group.addoption("--lattice-changed", metavar="FILE", action="append", default=[], help="a file that changed")


def pytest_configure(config):
    root, changed = config.getoption("--lattice-root"), config.getoption("--lattice-changed")
    if root is not None:
        config.pluginmanager.register(AffectedTests(config, Sources(root), changed))


class AffectedTests:
    """Leaves out test files, and says of how many it has let how many pass."""

    def __init__(self, config, sources, changed):
        self.config = config
        self.sources = sources
        self.changed = {os.path.realpath(file) for file in changed}
        #: Whether nobody knows who imports some of them, as of a file in a folder of packages.
        self.is_open = not self.changed <= sources.files.keys()
        #: Files that lead to none of them.
        self.safe = set()
        self.all = set()
        self.ran = set()
        self.told = None

    @pytest.hookimpl(hookwrapper=True)
    def pytest_collect_file(self, file_path):
        outcome = yield
        if not outcome.get_result():
            return
        file = os.path.realpath(file_path)
        self.all.add(file)
        if self.is_affected(file):
            self.ran.add(file)
        else:
            outcome.force_result([])

    def is_affected(self, file):
        """Whether what the file may run by its imports has changed, or cannot be told."""
        # Of a file that is no Python, such as one with doctests, nobody knows what it rests on.
        if self.is_open or file not in self.sources.files:
            return True
        seen = {file, *self.plugins(), *self.sources.beside(file, "conftest.py")}
        waiting = list(seen)
        while waiting:
            one = waiting.pop()
            if one in self.safe:
                continue
            imports = self.sources.imports_of(one)
            if one in self.changed or imports is None:
                return True
            waiting.extend(imports - seen)
            seen |= imports
        self.safe |= seen
        return False

    def plugins(self):
        """Plugins of the project, which every test runs with. What is in `conftest.py` is for the tests beside it."""
        for plugin in self.config.pluginmanager.get_plugins():
            file = getattr(plugin, "__file__", None)
            if file is not None and os.path.basename(file) != "conftest.py":
                real = os.path.realpath(file)
                if real in self.sources.files:
                    yield real

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        output = getattr(self.config, "workeroutput", None)
        if output is not None:
            output["lattice_hooks"] = [len(self.ran), len(self.all)]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        """Of pytest-xdist: each of its workers collects everything, and the process that reports collects nothing."""
        self.told = getattr(node, "workeroutput", {}).get("lattice_hooks", self.told)

    def pytest_terminal_summary(self, terminalreporter):
        ran, of = self.told or (len(self.ran), len(self.all))
        terminalreporter.write_line(f"lattice-hooks: {ran} of {of} test files")


class Sources:
    """All Python files below a folder, and what each of them may import."""

    def __init__(self, root):
        self.root = os.path.realpath(root)
        #: The parts of each file's name as a module, from the root on.
        self.files = {}
        #: Files by the last of these parts: a module is found whichever folders are searched for it.
        self.by_name = {}
        self.read = {}
        self.places = {}
        for folder, folders, names in os.walk(self.root, followlinks=True):
            folders[:] = [one for one in folders if is_own(os.path.join(folder, one), self.root)]
            for name in names:
                if name.endswith(".py"):
                    self.add(os.path.join(folder, name))

    def add(self, file):
        parts = os.path.relpath(file, self.root)[: -len(".py")].split(os.sep)
        module = tuple(parts[:-1] if parts[-1] == "__init__" else parts)
        # A link is a second name of a file.
        real = os.path.realpath(file)
        self.files.setdefault(real, module)
        if module:
            self.by_name.setdefault(module[-1], []).append((module, real))

    def imports_of(self, file):
        """The files that a file may import; None where that cannot be told."""
        if file not in self.read:
            try:
                with open(file, "rb") as source:
                    tree = ast.parse(source.read())
                reader = Imports(self, file)
                reader.visit(tree)
                found = None if reader.is_open else reader.found | self.beside(file, "__init__.py")
            except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
                found = None
            self.read[file] = found
        return self.read[file]

    def beside(self, file, name):
        """The files of a name in the folder of a file and in those above, which are run before it."""
        found = set()
        folder = os.path.dirname(file)
        while True:
            one = os.path.realpath(os.path.join(folder, name))
            if one in self.files:
                found.add(one)
            if folder == self.root or not folder.startswith(self.root):
                return found
            folder = os.path.dirname(folder)

    def named(self, parts, is_exact=False):
        """The files that a module and the packages around it may be."""
        found = set()
        for end in range(1, len(parts) + 1):
            wanted = tuple(parts[:end])
            for module, file in self.by_name.get(wanted[-1], ()):
                if module == wanted or (not is_exact and module[-end:] == wanted):
                    found.add(file)
        for place in () if is_exact or not parts else self.places_of(parts[0]):
            found |= self.named([*place, *parts[1:]], is_exact=True)
        return found

    def places_of(self, name):
        """Where Python finds a package of this name, if that is a folder of another name: an editable install may lead there."""
        if name not in self.places:
            try:
                spec = importlib.util.find_spec(name)
            except (ImportError, ValueError, AttributeError):
                spec = None
            folders = (os.path.realpath(one) for one in (spec and spec.submodule_search_locations) or ())
            inside = [
                os.path.relpath(one, self.root).split(os.sep) for one in folders if one.startswith(self.root + os.sep)
            ]
            self.places[name] = [place for place in inside if place[-1] != name]
        return self.places[name]

    def inside(self, parts, is_exact=False):
        """The modules in a package, of which `*` may import any."""
        wanted = tuple(parts)
        return {
            file
            for file, module in self.files.items()
            if module[:-1] == wanted or (not is_exact and module[:-1][-len(wanted) :] == wanted)
        }


class Imports(ast.NodeVisitor):
    """Finds what a source may import, at its top or anywhere in it."""

    def __init__(self, sources, file):
        self.sources = sources
        self.found = set()
        #: Whether it may import what it does not name.
        self.is_open = False
        module = sources.files[file]
        self.package = module if os.path.basename(file) == "__init__.py" else module[:-1]
        inside = os.path.relpath(file, sources.root).replace(os.sep, "/")
        self.is_test = TEST.search(inside) is not None

    def visit_Import(self, node):
        for alias in node.names:
            self.add(alias.name.split("."))

    def visit_ImportFrom(self, node):
        parts = node.module.split(".") if node.module else []
        if node.level > len(self.package) + 1:
            self.is_open = True
            return
        if node.level > 0:
            parts = [*self.package[: len(self.package) - node.level + 1], *parts]
        is_exact = node.level > 0
        for alias in node.names:
            if alias.name == "*":
                self.found |= self.sources.inside(parts, is_exact)
                self.add(parts, is_exact)
            else:
                self.add([*parts, alias.name], is_exact)

    def add(self, parts, is_exact=False):
        if self.is_test and parts and parts[0] in STARTERS:
            self.is_open = True
        self.found |= self.sources.named(parts, is_exact)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        if (name in LOADERS and not is_absolute_name(node)) or (self.is_test and name in STARTERS):
            self.is_open = True
        self.generic_visit(node)

    def visit_arg(self, node):
        if self.is_test and node.arg in STARTERS:
            self.is_open = True
        self.generic_visit(node)

    def visit_Constant(self, node):
        if not isinstance(node.value, str) or len(node.value) > 500:
            return
        if node.value.endswith(".py"):
            parts = re.split(r"[\\/]", node.value[: -len(".py")])
            self.found |= self.sources.named([one for one in parts if one not in ("", ".", "..")][-1:])
        elif DOTTED.match(node.value):
            self.found |= self.sources.named(re.split("[.:]", node.value))


def is_absolute_name(call):
    """Whether a call that loads a module names it: such a text is read wherever it stands."""
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Constant) and isinstance(first.value, str) and not first.value.startswith(".")


def is_own(folder, root):
    name = os.path.basename(folder)
    if name.startswith(".") or name in FOREIGN or os.path.exists(os.path.join(folder, "pyvenv.cfg")):
        return False
    if not os.path.islink(folder):
        return True
    # A link to a folder that it lies in has no end.
    real = os.path.realpath(folder)
    return real.startswith(root + os.sep) and not os.path.dirname(folder).startswith(real)
