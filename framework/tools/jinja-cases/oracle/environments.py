"""Jinja2 environments with the settings that dbt gives them.

dbt differs from plain Jinja2 in these ways, all of them here:
a sandbox; the `do` and `loopcontrols` extensions; macro names get a prefix, so a macro is only reached through the
context; macro parameters may have types; `materialization`, `docs` and `test` blocks; while parsing, an undefined value
that absorbs attributes, items and calls; a native mode that keeps the value of a lone expression.
"""

import ast
import itertools

import jinja2
import jinja2.ext
import jinja2.nativetypes
import jinja2.nodes
import jinja2.parser
import jinja2.sandbox

PREFIX = "dbt_macro__"


class UserError(Exception):
    """An error that the template asked for, or that a function of dbt raises on purpose."""


class TypedParser(jinja2.parser.Parser):
    def parse_macro(self):
        node = jinja2.nodes.Macro(lineno=next(self.stream).lineno)
        node.name = PREFIX + self.parse_assign_target(name_only=True).name
        self.parse_signature(node)
        node.body = self.parse_statements(("name:endmacro",), drop_needle=True)
        return node

    def parse_signature(self, node):
        node.args, node.defaults = [], []
        self.stream.expect("lparen")
        while self.stream.current.type != "rparen":
            if node.args:
                self.stream.expect("comma")
            parameter = self.parse_assign_target(name_only=True)
            parameter.set_ctx("param")
            if self.stream.skip_if("colon"):
                self.parse_type()
            if self.stream.skip_if("assign"):
                node.defaults.append(self.parse_expression())
            elif node.defaults:
                self.fail("non-default argument follows default argument")
            node.args.append(parameter)
        self.stream.expect("rparen")

    def parse_type(self):
        self.stream.expect("name")
        if self.stream.skip_if("lbracket"):
            first = True
            while self.stream.current.type != "rbracket":
                if not first:
                    self.stream.expect("comma")
                self.parse_type()
                first = False
            self.stream.expect("rbracket")


def block(tag, read_signature, name_of):
    """An extension whose block becomes a macro under another name."""

    class Block(jinja2.ext.Extension):
        tags = {tag}

        def parse(self, parser):
            node = jinja2.nodes.Macro(lineno=next(parser.stream).lineno)
            name = parser.parse_assign_target(name_only=True).name
            node.args, node.defaults = [], []
            node.name = name_of(name, read_signature(parser, node, name))
            node.body = parser.parse_statements((f"name:end{tag}",), drop_needle=True)
            return node

    Block.identifier = f"oracle.{tag}"
    return Block


def materialization_signature(parser, node, name):
    adapter = "default"
    languages = jinja2.nodes.Name("supported_languages", "param")
    while parser.stream.skip_if("comma"):
        target = parser.parse_assign_target(name_only=True)
        if target.name == "adapter":
            parser.stream.expect("assign")
            adapter = parser.parse_expression().value
        elif target.name == "supported_languages":
            parser.stream.expect("assign")
            target.set_ctx("param")
            node.args.append(target)
            node.defaults.append(parser.parse_expression())
        elif target.name != "default":
            raise UserError(f"materialization '{name}' received unknown argument '{target.name}'.")
    if languages not in node.args:
        node.args.append(languages)
        node.defaults.append(jinja2.nodes.List([jinja2.nodes.Const("sql")]))
    return adapter


BLOCKS = [
    block("materialization", materialization_signature, lambda name, adapter: f"{PREFIX}materialization_{name}_{adapter}"),
    block("docs", lambda parser, node, name: None, lambda name, _: f"dbt_docs__{name}"),
    block("test", lambda parser, node, name: parser.parse_signature(node), lambda name, _: f"{PREFIX}test_{name}"),
]


class ParseUndefined(jinja2.Undefined):
    """What an unknown name is while dbt parses a project."""

    def __init__(self, hint=None, obj=None, name=None, exc=None):
        super().__init__(hint=hint, name=name)
        self.node = None
        self.name = name
        self.hint = hint
        self.unsafe_callable = False
        self.alters_data = False

    def __getitem__(self, name):
        return self

    def __getattr__(self, name):
        if name == "name" or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        self.name = name
        return type(self)(hint=self.hint, name=name)

    def __call__(self, *args, **kwargs):
        return self


ParseUndefined.__name__ = "Undefined"


class Text(str):
    pass


class Literal(str):
    pass


class LiteralBool(Literal):
    pass


class LiteralNumber(Literal):
    pass


def native_concat(parts):
    head = list(itertools.islice(parts, 2))
    if not head:
        return ""
    if len(head) > 1:
        return "".join(str(part) for part in itertools.chain(head, parts))
    (only,) = head
    if isinstance(only, Text):
        return str(only)
    if not isinstance(only, Literal):
        return only
    try:
        value = ast.literal_eval(only)
    except (ValueError, SyntaxError, MemoryError):
        value = only
    if isinstance(only, LiteralBool) and not isinstance(value, bool):
        raise UserError(f"Could not convert value '{only!s}' into type 'bool'")
    if isinstance(only, LiteralNumber) and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise UserError(f"Could not convert value '{only!s}' into type 'number'")
    return value


class DbtEnvironment(jinja2.sandbox.SandboxedEnvironment):
    def _parse(self, source, name, filename):
        return TypedParser(self, source, name, filename).parse()


class NativeEnvironment(DbtEnvironment):
    code_generator_class = jinja2.nativetypes.NativeCodeGenerator


class NativeTemplate(jinja2.nativetypes.NativeTemplate):
    environment_class = NativeEnvironment

    def render(self, variables):
        try:
            return native_concat(self.root_render_func(self.new_context(variables)))
        except Exception:
            return self.environment.handle_exception()


NativeEnvironment.template_class = NativeTemplate

EXTENSIONS = ["jinja2.ext.do", "jinja2.ext.loopcontrols"]


def plain():
    return jinja2.sandbox.SandboxedEnvironment(extensions=EXTENSIONS)


def dbt(parsing=False):
    environment = DbtEnvironment(extensions=EXTENSIONS + BLOCKS, undefined=ParseUndefined if parsing else jinja2.Undefined)
    for name in ("as_text", "as_bool", "as_native", "as_number"):
        environment.filters[name] = lambda value: value
    environment.filters["is_list"] = lambda value: isinstance(value, list)
    return environment


def native():
    environment = NativeEnvironment(extensions=EXTENSIONS + BLOCKS)
    environment.filters.update(as_text=Text, as_bool=LiteralBool, as_native=Literal, as_number=LiteralNumber)
    environment.filters["is_list"] = lambda value: isinstance(value, list)
    return environment
