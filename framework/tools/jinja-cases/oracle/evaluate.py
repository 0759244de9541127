"""Evaluates one case with Jinja2."""

import jinja2

import context as dbt_context
import environments
from context import MacroReturn
from environments import PREFIX, UserError
from values import ADDRESS, decode, encode

FAMILIES = [(jinja2.TemplateSyntaxError, "syntax"), (jinja2.UndefinedError, "undefined"), (UserError, "user")]


def macro_sources(macros):
    """(package, name, source) of every macro; given as a text, a list of texts, or an object by name or by package."""
    if not macros:
        return
    if isinstance(macros, str):
        macros = [macros]
    if isinstance(macros, list):
        for source in macros:
            if isinstance(source, dict):
                source = source.get("source") or source.get("macro_sql") or source["template"]
            for name in macro_names(source):
                yield None, name, source
        return
    for key, value in macros.items():
        if isinstance(value, dict):
            for _, name, source in macro_sources(value):
                yield key, name, source
        elif "." in key:
            package, name = key.split(".", 1)
            yield package, name, value
        else:
            names = macro_names(value)
            yield None, key if key in names or not names else names[0], value


def macro_names(source):
    try:
        tree = environments.dbt().parse(source)
    except jinja2.TemplateSyntaxError:
        return []
    return [node.name[len(PREFIX):] for node in tree.find_all(jinja2.nodes.Macro) if node.name.startswith(PREFIX)]


class DbtMacro:
    """A macro as dbt calls it: bound to the caller's context; `return` gives its value."""

    def __init__(self, name, source, context):
        self._name, self._source, self._context, self._template = name, source, context, None

    def __call__(self, *args, **kwargs):
        if self._template is None:
            self._template = environments.dbt().from_string(self._source, globals={})
        module = self._template.make_module(vars=self._context, shared=False)
        try:
            return module.__dict__[PREFIX + self._name](*args, **kwargs)
        except MacroReturn as result:
            return result.value


def evaluate(case):
    mode = case.get("mode") or "jinja"
    template = case.get("template", "")
    values = decode(case.get("context") or {})
    try:
        if mode == "jinja":
            result = render_plain(template, case.get("macros"), values)
        else:
            result = render_dbt(mode, template, case, values)
    except Exception as error:
        family = next((name for kind, name in FAMILIES if isinstance(error, kind)), "runtime")
        return {"name": case.get("name"), "ok": False, "error": ADDRESS.sub("", str(error)) or type(error).__name__, "family": family}
    return {"name": case.get("name"), "ok": True, **({"value": encode(result)} if mode == "native" else {"output": result})}


def render_plain(template, macros, values):
    environment = environments.plain()
    for _, name, source in macro_sources(macros):
        module = environment.from_string(source).make_module(values)
        values = {**values, name: getattr(module, name)}
    return environment.from_string(template).render(values)


def render_dbt(mode, template, case, values):
    context = dbt_context.base(decode(case.get("vars") or {}), case.get("env") or {}, mode == "dbt_parse")
    for package, name, source in macro_sources(case.get("macros")):
        macro = DbtMacro(name, source, context)
        if package:
            context.setdefault(package, {})[name] = macro
        else:
            context[name] = macro
    context.update(values)
    if mode == "native":
        return environments.native().from_string(template, globals=context).render(context)
    if not dbt_context.MARKS.search(template):
        return template
    return environments.dbt(mode == "dbt_parse").from_string(template, globals=context).render(context)
