using System.Collections.Immutable;
using Lake.Sql.Lexing;

namespace Lake.Engines.Trino.Statements;

/// <summary>Walks over the first words of a statement.</summary>
internal sealed class HeadWords(ImmutableArray<SqlToken> tokens)
{
    private int _at;

    /// <summary>True, and past them, when the next words are these.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (_at + i >= tokens.Length || !tokens[_at + i].IsWord(words[i]))
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    /// <summary>Past the word if it is there; always true.</summary>
    public bool Skip(string word)
    {
        Take(word);
        return true;
    }

    /// <summary>Past the next occurrence of a word; false when there is none.</summary>
    public bool SkipTo(string word)
    {
        while (_at < tokens.Length)
        {
            if (tokens[_at++].IsWord(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next word in upper case; empty at the end.</summary>
    public string Next() => _at < tokens.Length ? tokens[_at++].Text.ToUpperInvariant() : "";

    /// <summary><c>TABLE</c>, <c>VIEW</c>, <c>MATERIALIZED VIEW</c> or <c>SCHEMA</c>; empty for anything else.</summary>
    public string Noun() =>
        Take("materialized", "view") ? "MATERIALIZED VIEW" : Take("table") ? "TABLE" : Take("view") ? "VIEW" : Take("schema") ? "SCHEMA" : "";

    /// <summary>The identifiers of a dotted name, and the dots between them.</summary>
    public Range Name()
    {
        var start = _at;
        while (_at < tokens.Length && tokens[_at].IsIdentifier)
        {
            _at++;
            if (_at + 1 >= tokens.Length || !tokens[_at].IsOperator(".") || !tokens[_at + 1].IsIdentifier)
            {
                break;
            }

            _at++;
        }

        return start.._at;
    }
}
