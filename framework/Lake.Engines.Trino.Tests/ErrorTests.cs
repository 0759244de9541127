using Lake.Engines.Trino.Errors;
using Lake.Engines.Trino.Statements;
using Lake.Testing;
using Lake.Text;
using Lake.Trino.Errors;
using Shouldly;
using Xunit;

namespace Lake.Engines.Trino.Tests;

/// <summary>What the server says, as diagnostics.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData(TrinoErrorKind.Unreachable, "trino-unreachable")]
    [InlineData(TrinoErrorKind.Unauthorized, "trino-unauthorized")]
    [InlineData(TrinoErrorKind.Tls, "trino-tls")]
    [InlineData(TrinoErrorKind.Protocol, "trino-protocol")]
    [InlineData(TrinoErrorKind.Options, "trino-protocol")]
    [InlineData(TrinoErrorKind.Lost, "trino-statement-lost")]
    public void Failures_of_the_connection_have_rules_and_hints(TrinoErrorKind kind, string id)
    {
        var diagnostic = Translate("select 1", new TrinoException(kind, "it failed"));
        (diagnostic.Id, diagnostic.Hint is null).ShouldBe((id, false));
    }

    [Theory]
    [InlineData("CATALOG_NOT_FOUND", "USER_ERROR", "trino-unknown-catalog")]
    [InlineData("PERMISSION_DENIED", "USER_ERROR", "trino-forbidden")]
    [InlineData("EXCEEDED_GLOBAL_MEMORY_LIMIT", "INSUFFICIENT_RESOURCES", "trino-resources")]
    [InlineData("ICEBERG_COMMIT_ERROR", "EXTERNAL", "commit-conflict")]
    [InlineData("GENERIC_INTERNAL_ERROR", "INTERNAL_ERROR", "sql-error")]
    public void Failures_of_a_statement_have_rules(string name, string type, string id) =>
        Translate("select 1", new TrinoException(TrinoErrorKind.Statement, "it failed") { ErrorName = name, ErrorType = type }).Id.ShouldBe(id);

    /// <summary>Each statement is run on the server; what it answers names the construct and the portable form.</summary>
    [Fact]
    public void Another_dialect_is_told_from_a_mistake()
    {
        using var lake = new TrinoLakehouse();
        using var session = lake.Engine.OpenSession();
        var path = Path.Combine(Baseline.Folder([]), "Dialect");
        var log = new System.Text.StringBuilder();
        foreach (var sql in File.ReadAllText(path + ".sql").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var error = Should.Throw<DiagnosticException>(() => session.Execute(sql), sql);
            log.Append(DiagnosticText.Draw(error.Diagnostic)).Append('\n');
        }

        Baseline.Check(path + ".txt", log.ToString().Replace(lake.Schema, "schema", StringComparison.Ordinal));
    }

    private static Diagnostic Translate(string sql, TrinoException error)
    {
        var statement = StatementReader.Read(new SourceFile("<sql>", sql))[0];
        return ErrorTranslator.Translate(error, statement, new SentSql(statement, []));
    }
}
