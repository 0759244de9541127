namespace Lake.Jinja.Tests.Differential;

/// <summary>Random expressions from Jinja2's grammar. The same seed gives the same expressions.</summary>
internal sealed class ExpressionGenerator(int seed)
{
    private static readonly string[] Literals =
    [
        "0", "1", "2", "-3", "7", "10", "255", "1.5", "0.5", "-2.25", "1e3", "100.0", "true", "false", "none", "''", "'a'", "'Hello World'", "'a,b,c'", "'42'", "' pad '", "'x%sy'",
        "[]", "[1, 2, 3]", "[3, 1, 2]", "['b', 'a']", "[[1, 2], [3]]", "[1, 'a', none]", "()", "(1, 2)", "('x',)", "{}", "{'a': 1}", "{'b': 2, 'a': [1]}", "12345678901234567890",
        "n", "s", "l", "d", "t", "f", "u", "people", "z", "missing", "missing.x",
        "'abc'[1:]", "l[::-1]", "s[:2]", "t[1:]", "[1, 2, 3][:-1]", "'é日😀'[::-1]", "range(3)", "range(5)|list", "u|length", "d.k.x", "people[0].name",
    ];

    private static readonly string[] Binary =
        ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or", "+", "~", "=="];

    private static readonly string[] Filters =
    [
        "abs", "int", "int(5)", "float", "round", "round(1)", "string", "list", "length", "upper", "lower", "title", "capitalize", "trim", "first", "last", "sort", "sort(reverse=true)", "reverse|list",
        "join(',')", "join", "sum", "min", "max", "unique|list", "default('d')", "default('d', true)", "tojson", "replace('a', 'b')", "batch(2)|list", "slice(2)|list", "map('string')|list", "map('upper')|list",
        "select|list", "reject|list", "select('odd')|list", "dictsort", "items|list", "e", "wordcount", "center(8)", "truncate(5)", "indent", "pprint", "count", "urlencode", "map(attribute='name')|list", "selectattr('age')|list|length", "groupby('age')|length", "striptags", "format(1)", "filesizeformat",
    ];

    private static readonly string[] Tests =
    [
        "defined", "undefined", "none", "string", "number", "integer", "float", "boolean", "true", "false", "mapping", "sequence", "iterable", "odd", "even", "divisibleby(2)", "callable", "lower", "upper", "escaped", "sameas(none)", "in([1, 'a'])", "eq(1)", "lt(2)",
    ];

    private static readonly string[] Suffixes =
    [
        "[0]", "[-1]", "['a']", "[5]", ".a", ".upper()", ".lower()", ".split(',')", ".items()|list", ".keys()|list", ".get('a')", ".get('z', 9)", ".strip()", ".replace('a', 'x')", ".startswith('a')", ".count('a')", ".index('a')", ".title()", ".real", ".nosuch", ".join(['x', 'y'])", ".format(1, a=2)", ".values()|list", ".copy()",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The names that the expressions use.</summary>
    public const string Context =
        """{"n": 5, "s": "text", "l": [4, 5, 6], "d": {"a": "A", "k": {"x": 1}}, "t": {"$tuple": [1, "b"]}, "f": 2.5, "u": "é日😀", "z": null, "people": [{"name": "Bo", "age": 3}, {"name": "al", "age": 5}]}""";

    public string Template() => _random.Next(10) switch
    {
        0 => $"{{% if {Expression(2)} %}}yes{{% elif {Expression(1)} %}}maybe{{% else %}}no{{% endif %}}",
        1 => $"{{% for x in {Expression(2)} %}}{{{{ x }}}}{{{{ loop.index }}}}{{{{ ',' if not loop.last }}}}{{% else %}}none{{% endfor %}}",
        2 => $"{{% set v = {Expression(3)} %}}{{{{ v }}}}|{{{{ v|string|length }}}}",
        3 => $"{{% macro m(a, b={Expression(1)}) %}}[{{{{ a }}}}{{{{ b }}}}]{{% endmacro %}}{{{{ m({Expression(2)}) }}}}{{{{ m(1, b={Expression(1)}) }}}}",
        _ => $"{{{{ {Expression(4)} }}}}",
    };

    public string Expression(int depth)
    {
        if (depth == 0 || _random.Next(6) == 0)
        {
            return Pick(Literals);
        }

        return _random.Next(12) switch
        {
            0 or 1 or 2 => $"{Expression(depth - 1)} {Pick(Binary)} {Expression(depth - 1)}",
            3 => $"({Expression(depth - 1)} {Pick(Binary)} {Expression(depth - 1)})",
            4 => $"{Expression(depth - 1)}|{Pick(Filters)}",
            5 => $"({Expression(depth - 1)})|{Pick(Filters)}",
            6 => $"({Expression(depth - 1)}){Pick(Suffixes)}",
            7 => $"{Expression(depth - 1)} is {(_random.Next(3) == 0 ? "not " : "")}{Pick(Tests)}",
            8 => $"({Expression(depth - 1)} if {Expression(depth - 1)} else {Expression(depth - 1)})",
            9 => $"not {Expression(depth - 1)}",
            10 => $"[{Expression(depth - 1)}, {Expression(depth - 1)}]",
            _ => _random.Next(2) == 0 ? $"-{Expression(depth - 1)}" : $"{{'k': {Expression(depth - 1)}}}",
        };
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
