using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lake.Sql.Lexing;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>
/// Statements that PREPARE has named. EXECUTE runs their text with the values in it: DuckDB's own would change what stands for
/// a table, or read it as it was when it was prepared.
/// </summary>
internal sealed class PreparedStatements
{
    private readonly Dictionary<string, SourceFile> _texts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Remembers what PREPARE names and forgets what DEALLOCATE does, when they have succeeded.</summary>
    public void Note(SourceFile source, SqlStatement statement)
    {
        switch (statement.Tokens)
        {
            case [var prepare, var name, ..] when prepare.IsWord("prepare") && Body(statement.Tokens) is { } start:
                _texts[name.Name] = new SourceFile(source.Path, source.GetText(TextSpan.FromBounds(start, statement.Span.End)));
                break;
            case [var deallocate, .., var name] when deallocate.IsWord("deallocate"):
                _texts.Remove(name.Name);
                break;
            default:
                break;
        }
    }

    /// <summary>What is to run: for EXECUTE of a known name its statement.</summary>
    public (SourceFile Source, SqlStatement Statement) Expand(SourceFile source, SqlStatement statement)
    {
        if (statement.Tokens is not [var execute, var name, ..] || !execute.IsWord("execute") || !_texts.TryGetValue(name.Name, out var text))
        {
            return (source, statement);
        }

        var filled = new SourceFile(text.Path, Fill(text, Values(source, statement), source.At(statement.Span)));
        var script = SqlScript.Parse(filled);
        return script is { Diagnostics: [], Statements: [var only] } ? (filled, only) : throw new DiagnosticException(script.Diagnostics);
    }

    private static int? Body(ImmutableArray<SqlToken> tokens) => tokens.SkipWhile(t => !t.IsWord("as")).Skip(1).Select(t => (int?)t.Span.Start).FirstOrDefault();

    /// <summary>The values of EXECUTE by number, from 1, or by name.</summary>
    private static Dictionary<string, string> Values(SourceFile source, SqlStatement statement)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (tokens, depth, from) = (statement.Tokens, 0, 3);
        for (var i = 2; i < tokens.Length; i++)
        {
            depth += Nesting(tokens[i]);
            var isEnd = (depth == 1 && tokens[i].IsOperator(",")) || (depth == 0 && i == tokens.Length - 1);
            if (isEnd && i > from)
            {
                var isNamed = i > from + 2 && tokens[from + 1].IsOperator(":=");
                values[isNamed ? tokens[from].Name : (values.Count + 1).ToString(CultureInfo.InvariantCulture)] =
                    source.GetText(TextSpan.FromBounds(tokens[isNamed ? from + 2 : from].Span.Start, tokens[i - 1].Span.End));
                from = i + 1;
            }
        }

        return values;
    }

    private static int Nesting(SqlToken token) => token.Kind != SqlTokenKind.Operator ? 0 : token.Text switch
    {
        "(" or "[" or "{" => 1,
        ")" or "]" or "}" => -1,
        _ => 0,
    };

    private static string Fill(SourceFile text, Dictionary<string, string> values, Location execute)
    {
        var (filled, from, count, used) = (new StringBuilder(), 0, 0, new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        var tokens = SqlLexer.Tokenize(text).Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (token.Kind != SqlTokenKind.Parameter)
            {
                continue;
            }

            var isNumbered = token.Text == "?" && tokens[i + 1].Kind == SqlTokenKind.Number && tokens[i + 1].Span.Start == token.Span.End;
            var name = isNumbered ? tokens[i + 1].Text : token.Text == "?" ? (++count).ToString(CultureInfo.InvariantCulture) : token.Text[1..];
            used.Add(name);
            filled.Append(text.Text, from, token.Span.Start - from).Append('(').Append(
                values.TryGetValue(name, out var value) ? value : throw EngineRules.SqlError.Error(execute, $"There is no value for the parameter '{token.Text}'.", "EXECUTE name(…) gives one to each")).Append(')');
            from = isNumbered ? tokens[i + 1].Span.End : token.Span.End;
        }

        return values.Keys.FirstOrDefault(name => !used.Contains(name)) is { } left
            ? throw EngineRules.SqlError.Error(execute, $"The statement has no parameter '{left}'.", $"it has {used.Count}")
            : filled.Append(text.Text, from, text.Text.Length - from).ToString();
    }
}
