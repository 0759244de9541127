using System.Collections.Immutable;

namespace Lake.Loader.Types;

/// <summary>Reads types as DuckDB prints them: <c>STRUCT(a INTEGER, "b c" VARCHAR[])[]</c>.</summary>
internal sealed class SqlTypeParser
{
    private readonly string _text;
    private int _at;

    private SqlTypeParser(string text) => _text = text;

    public static SqlType Parse(string text) => new SqlTypeParser(text).Read();

    private SqlType Read()
    {
        SkipSpace();
        SqlType type = Word() switch
        {
            "STRUCT" when Takes('(') => new StructType([.. List(Field)]),
            "MAP" when Takes('(') => Map(),
            var name => new ScalarType(name + Arguments()),
        };
        while (Takes('['))
        {
            _at = _text.IndexOf(']', _at) + 1;
            type = new ListType(type);
        }

        return type;
    }

    private StructField Field()
    {
        SkipSpace();
        return new StructField(Name(), Read());
    }

    private MapType Map() => List(Read) is [var key, var value] ? new MapType(key, value) : new MapType(SqlType.Text, SqlType.Text);

    private ImmutableArray<T> List<T>(Func<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        do
        {
            items.Add(item());
        }
        while (Takes(','));
        Takes(')');
        return items.ToImmutable();
    }

    private string Name()
    {
        if (!Takes('"'))
        {
            var start = _at;
            _at = _text.IndexOf(' ', _at);
            return _text[start.._at];
        }

        var from = _at;
        while (_text[_at] != '"' || (_at + 1 < _text.Length && _text[_at + 1] == '"'))
        {
            _at += _text[_at] == '"' ? 2 : 1;
        }

        return _text[from.._at++].Replace("\"\"", "\"", StringComparison.Ordinal);
    }

    /// <summary>Words of a scalar type, such as <c>TIMESTAMP WITH TIME ZONE</c>.</summary>
    private string Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or ' '))
        {
            _at++;
        }

        return _text[start.._at].Trim().ToUpperInvariant();
    }

    private string Arguments()
    {
        if (_at >= _text.Length || _text[_at] != '(')
        {
            return "";
        }

        var end = _text.IndexOf(')', _at);
        var arguments = _text[_at..(end + 1)].Replace(" ", "", StringComparison.Ordinal);
        _at = end + 1;
        return arguments;
    }

    private bool Takes(char c)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }
}
