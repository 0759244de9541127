namespace Lake.Jinja.Tests.Differential;

/// <summary>
/// Random templates of nested statements: scopes, loops, macros, call blocks, captures and white space control. The same
/// seed gives the same template.
/// </summary>
internal sealed class StatementGenerator(int seed, bool isDbt)
{
    private static readonly string[] Targets = ["x", "y", "i", "k", "v", "k, v", "x, y", "(x, y)", "ns.a"];

    private static readonly string[] LoopTargets = ["i", "i", "x", "k, v", "i, j", "(i, (k, v))"];

    private static readonly string[] Iterables =
        ["l", "range(3)", "d", "d.items()", "people", "t", "'abc'", "[]", "[[1, 2], [3, 4]]", "[1, 2, 2, 3]", "l|sort", "missing"];

    private static readonly string[] Atoms =
    [
        "1", "0", "'a'", "''", "none", "true", "false", "[1, 2]", "[]", "{'k': 1}", "n", "s", "l", "d", "x", "y", "missing", "missing.a", "i", "k", "v",
        "loop.index", "loop.first", "loop.last", "loop.previtem", "loop.nextitem", "loop.revindex", "loop.depth", "loop.cycle('a', 'b')", "loop.changed(i)",
        "ns.a", "ns.b", "range(3)", "2.5", "t", "m1()", "m1(1)", "m2(x)", "m2(b=2)", "m1(*l)", "caller()", "varargs", "kwargs",
    ];

    private static readonly string[] Operators = ["+", "~", "==", "<", "in", "and", "or", "-", "%", "not in"];

    private static readonly string[] Filters =
        ["upper", "list", "length", "default('D')", "default('D', true)", "join(',')", "string", "first", "int", "tojson", "select|list", "trim", "items|list", "sum", "map('upper')|list"];

    private static readonly string[] Texts = ["", " ", "\n", "a", "b ", "\n  x\n", " , ", "  ", "{# c #}", "{#- c -#}", "{% raw %}{{ x }}{% endraw %}", "{{ x }}"];

    private readonly ExpressionGenerator _expressions = new(seed);
    private readonly Random _random = new(seed);

    public string Template() => Body(3, isMacro: false, isLoop: false);

    private string Body(int depth, bool isMacro, bool isLoop) =>
        string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Statement(depth, isMacro, isLoop)));

    private string Statement(int depth, bool isMacro, bool isLoop)
    {
        if (depth == 0)
        {
            return Pick(Texts) + Output();
        }

        string Inner() => Body(depth - 1, isMacro, isLoop);
        return _random.Next(13) switch
        {
            0 => Tag($"if {Value()}") + Inner() + (_random.Next(2) == 0 ? Tag($"elif {Value()}") + Inner() : "") + Tag("else") + Inner() + Tag("endif"),
            1 or 2 or 3 => Loop(depth, isMacro) + (_random.Next(4) == 0 ? Tag("else") + Inner() : "") + Tag("endfor"),
            4 => Tag($"set {Pick(Targets)} = {Value()}"),
            5 => Tag($"set {Pick(["x", "y", "x|upper", "ns.a", "y|trim|length"])}") + Inner() + Tag("endset"),
            6 => Tag($"with {Pick(["", "x=1", $"x={Value()}, y=x"])}") + Inner() + Tag("endwith"),
            7 => Macro(depth),
            8 => Tag($"call{Pick(["", "(u)", "(u, w=1)"])} m1({Pick(["", Value()])})") + Body(depth - 1, isMacro: true, isLoop: false) + Tag("endcall"),
            9 => Tag($"filter {Pick(["upper", "trim", "replace('a', 'z')", "indent", "default('x')"])}") + Inner() + Tag("endfilter"),
            10 => Tag($"do {Pick(["l.append(9)", "d.update({'z': 1})", "ns.x", Value()])}"),
            11 when isLoop => Tag($"if {Value()}") + Tag(Pick(["break", "continue"])) + Tag("endif"),
            11 when isMacro && isDbt => $"{{{{ return({Value()}) }}}}",
            12 => "{% set ns = namespace(a=" + Value() + ", b=1) %}",
            _ => Pick(Texts) + Output(),
        };
    }

    private string Loop(int depth, bool isMacro)
    {
        var isRecursive = _random.Next(8) == 0;
        return Tag($"for {Pick(LoopTargets)} in {Pick(Iterables)}{Pick(["", "", " if i", $" if {Value()}"])}{(isRecursive ? " recursive" : "")}")
            + Body(depth - 1, isMacro, isLoop: true)
            + (isRecursive ? "{{ loop(l) if loop.depth < 2 }}" : "");
    }

    private string Macro(int depth) =>
        Tag($"macro {Pick(["m1", "m2"])}({Pick(["", "a", "a, b=1", "a, b=a", $"x={Value()}", "a, b=2, c=b", "a='q', k=k"])})")
        + Body(depth - 1, isMacro: true, isLoop: false)
        + Pick(["", "{{ a }}", "{{ varargs }}", "{{ kwargs }}", "{{ caller() }}", "{{ caller(1) if caller }}", "{{ m1.name }}{{ m1.arguments }}"])
        + Tag("endmacro");

    private string Output() => $"{{{{{Mark()} {Value()} {Pick(["", "", "-"])}}}}}";

    private string Value() => _random.Next(8) switch
    {
        0 => $"{Pick(Atoms)} {Pick(Operators)} {Pick(Atoms)}",
        1 => $"({Pick(Atoms)})|{Pick(Filters)}",
        2 => $"{Pick(Atoms)} if {Pick(Atoms)} else {Pick(Atoms)}",
        3 => $"{Pick(Atoms)} is {Pick(["defined", "none", "mapping", "callable", "iterable"])}",
        4 => $"[{Pick(Atoms)}, {Pick(Atoms)}]",
        5 => _expressions.Expression(1),
        _ => Pick(Atoms),
    };

    private string Tag(string text) => $"{{%{Mark()} {text} {Pick(["", "", "-"])}%}}";

    private string Mark() => Pick(["", "", "", "-", "+"]);

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
