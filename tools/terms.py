"""条文の一覧 — every provision the schemes cite, and the rules that implement it."""

from importlib import import_module
from pkgutil import walk_packages

from kyosai import schemes
from kyosai.basis import law


def lines() -> list[str]:
    """Return the register, once every module of the schemes has entered its rules."""
    for module in walk_packages(schemes.__path__, "kyosai.schemes."):
        import_module(module.name)
    return law.register()


if __name__ == "__main__":
    print("\n".join(lines()))
