using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>
/// SQL text of the DuckDB dialect split into statements. Statements that change tables are read down to their parts,
/// expressions and queries stay text.
/// </summary>
public sealed record SqlScript(SourceFile Source, ImmutableArray<SqlStatement> Statements, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Never fails: what cannot be read becomes an <see cref="InvalidStatement"/> and a diagnostic.</summary>
    public static SqlScript Parse(SourceFile source)
    {
        var (tokens, problems) = SqlLexer.Tokenize(source);
        var statements = ImmutableArray.CreateBuilder<SqlStatement>();
        var diagnostics = problems.ToBuilder();
        var first = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != SqlTokenKind.End && !tokens[i].IsOperator(";"))
            {
                continue;
            }

            if (i > first)
            {
                var (statement, error) = StatementParser.Parse(source, tokens[first..i]);
                statements.Add(statement);
                if (error is not null)
                {
                    diagnostics.Add(error);
                }
            }

            first = i + 1;
        }

        return new SqlScript(source, statements.ToImmutable(), diagnostics.ToImmutable());
    }
}
