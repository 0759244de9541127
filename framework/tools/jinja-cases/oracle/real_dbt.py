"""Evaluates one case with dbt itself, to prove that the settings here are dbt's. Needs a Python with dbt-core."""

import argparse

import dbt.adapters.factory  # noqa: F401 - dbt's modules import each other in a circle; this order works
import jinja2
from dbt.clients.jinja import MacroGenerator, get_rendered
from dbt.context.base import BaseContext
from dbt.context.exceptions_jinja import wrapped_exports
from dbt.flags import set_from_args
from dbt_common.context import set_invocation_context
from dbt_common.exceptions import DbtBaseException
from dbt_common.exceptions.macros import CaughtMacroError, CaughtMacroErrorWithNodeError, MacroReturn, UndefinedMacroError

from evaluate import macro_sources
from values import ADDRESS, decode, encode

set_from_args(argparse.Namespace(PRINT=False, show_all_deprecations=False, WARN_ERROR=False), None)


class Macro:
    def __init__(self, name, source):
        self.name, self.macro_sql, self.unique_id = name, source, f"macro.case.{name}"


def origin(error):
    """The error that dbt wrapped, as far as it says."""
    while True:
        if isinstance(error, (CaughtMacroError, CaughtMacroErrorWithNodeError)):
            error = error.exc
        elif isinstance(error, DbtBaseException) and type(error).__name__ in ("CompilationError", "UndefinedMacroError") and error.__cause__:
            error = error.__cause__
        else:
            return error


def family(error):
    error = origin(error)
    if isinstance(error, jinja2.TemplateSyntaxError):
        return "syntax"
    if isinstance(error, (jinja2.UndefinedError, UndefinedMacroError)):
        return "undefined"
    return "user" if isinstance(error, DbtBaseException) and not isinstance(error, MacroReturn) else "runtime"


def evaluate(case):
    mode = case["mode"]
    set_invocation_context(case.get("env") or {})
    context = BaseContext(decode(case.get("vars") or {})).to_dict()
    context.update(exceptions=wrapped_exports(None), execute=mode != "dbt_parse")
    for package, name, source in macro_sources(case.get("macros")):
        macro = MacroGenerator(Macro(name, source), context)
        if package:
            context.setdefault(package, {})[name] = macro
        else:
            context[name] = macro
    context.update(decode(case.get("context") or {}))
    try:
        result = get_rendered(case.get("template", ""), context, None, capture_macros=mode == "dbt_parse", native=mode == "native")
    except Exception as error:
        return {"name": case["name"], "ok": False, "error": ADDRESS.sub("", str(error)), "family": family(error)}
    return {"name": case["name"], "ok": True, **({"value": encode(result)} if mode == "native" else {"output": result})}
