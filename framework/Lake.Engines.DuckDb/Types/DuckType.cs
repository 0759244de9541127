using System.Collections.Immutable;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Types;

/// <summary>A DuckDB type as its text says it: a name, numbers or members, and how many list levels around it.</summary>
/// <param name="Name">In upper case: <c>DECIMAL</c>, <c>STRUCT</c>, <c>LIST</c>, <c>TIMESTAMP WITH TIME ZONE</c>.</param>
/// <param name="Arguments">Precision and scale of decimals.</param>
/// <param name="Members">Members of a struct, <c>key</c> and <c>value</c> of a map, the element of a list.</param>
internal sealed record DuckType(string Name, ImmutableArray<int> Arguments, ImmutableArray<(string Name, DuckType Type)> Members)
{
    /// <summary>One text for one type, however its names were quoted.</summary>
    public override string ToString() =>
        $"{Name}({string.Join(',', Arguments)};{string.Join(',', Members.Select(m => $"{SqlText.Identifier(m.Name)} {m.Type}"))})";

    /// <summary>Reads what DESCRIBE prints. What it does not know becomes a plain name.</summary>
    public static DuckType Parse(string text) => new DuckTypeReader(SqlLexer.Tokenize(new SourceFile("type", text)).Tokens).Type();
}

file sealed class DuckTypeReader(ImmutableArray<SqlToken> tokens)
{
    private int _at;

    private SqlToken Current => tokens[Math.Min(_at, tokens.Length - 1)];

    public DuckType Type()
    {
        var name = Words();
        var type = name switch
        {
            "STRUCT" => new DuckType(name, [], Members()),
            "MAP" => Map(),
            "ENUM" or "UNION" => Skip(new DuckType(name, [], [])),
            _ => new DuckType(name, Numbers(), []),
        };
        while (TryTake("["))
        {
            var isList = Current.IsOperator("]");
            _at += isList ? 0 : 1;
            TryTake("]");
            type = new DuckType(isList ? "LIST" : "ARRAY", [], [("element", type)]);
        }

        return type;
    }

    private bool TryTake(string text)
    {
        var found = Current.IsOperator(text);
        _at += found ? 1 : 0;
        return found;
    }

    private string Words()
    {
        var words = new List<string>();
        while (Current.IsIdentifier)
        {
            words.Add(Current.Name.ToUpperInvariant());
            _at++;
        }

        return string.Join(' ', words);
    }

    private ImmutableArray<int> Numbers()
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        if (TryTake("("))
        {
            while (Current.Kind == SqlTokenKind.Number)
            {
                numbers.Add(int.Parse(Current.Text, System.Globalization.CultureInfo.InvariantCulture));
                _at++;
                TryTake(",");
            }

            TryTake(")");
        }

        return numbers.ToImmutable();
    }

    private ImmutableArray<(string, DuckType)> Members()
    {
        var members = ImmutableArray.CreateBuilder<(string, DuckType)>();
        TryTake("(");
        while (Current.IsIdentifier)
        {
            var name = Current.Name;
            _at++;
            members.Add((name, Type()));
            TryTake(",");
        }

        TryTake(")");
        return members.ToImmutable();
    }

    private DuckType Map()
    {
        TryTake("(");
        var key = Type();
        TryTake(",");
        var value = Type();
        TryTake(")");
        return new DuckType("MAP", [], [("key", key), ("value", value)]);
    }

    private DuckType Skip(DuckType type)
    {
        var depth = 0;
        do
        {
            depth += Current.IsOperator("(") ? 1 : Current.IsOperator(")") ? -1 : 0;
            _at++;
        }
        while (depth > 0 && _at < tokens.Length);
        return type;
    }
}
