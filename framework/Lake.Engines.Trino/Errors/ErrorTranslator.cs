using System.Text.RegularExpressions;
using Lake.Engines.Trino.Rules;
using Lake.Engines.Trino.Statements;
using Lake.Iceberg;
using Lake.Sql;
using Lake.Text;
using Lake.Trino.Errors;

namespace Lake.Engines.Trino.Errors;

/// <summary>Makes diagnostics of Trino's errors: which rule, where in the user's SQL, and what to do.</summary>
internal static partial class ErrorTranslator
{
    private static readonly Dictionary<string, DiagnosticRule> Rules = new(StringComparer.Ordinal)
    {
        ["SYNTAX_ERROR"] = SqlRules.Syntax,
        ["TABLE_NOT_FOUND"] = EngineRules.UnknownRelation,
        ["SCHEMA_NOT_FOUND"] = EngineRules.UnknownSchema,
        ["CATALOG_NOT_FOUND"] = TrinoRules.UnknownCatalog,
        ["CATALOG_UNAVAILABLE"] = TrinoRules.UnknownCatalog,
        ["COLUMN_NOT_FOUND"] = EngineRules.UnknownColumn,
        ["FUNCTION_NOT_FOUND"] = EngineRules.UnknownFunction,
        ["TYPE_NOT_FOUND"] = EngineRules.UnknownFunction,
        ["TYPE_MISMATCH"] = EngineRules.TypeMismatch,
        ["INVALID_CAST_ARGUMENT"] = EngineRules.InvalidValue,
        ["INVALID_FUNCTION_ARGUMENT"] = EngineRules.InvalidValue,
        ["NUMERIC_VALUE_OUT_OF_RANGE"] = EngineRules.InvalidValue,
        ["DIVISION_BY_ZERO"] = EngineRules.InvalidValue,
        ["INVALID_LITERAL"] = EngineRules.InvalidValue,
        ["CONSTRAINT_VIOLATION"] = EngineRules.NotNull,
        ["TABLE_ALREADY_EXISTS"] = IcebergRules.AlreadyExists,
        ["ALREADY_EXISTS"] = IcebergRules.AlreadyExists,
        ["DUPLICATE_COLUMN_NAME"] = EngineRules.DuplicateColumn,
        ["MERGE_TARGET_ROW_MULTIPLE_MATCHES"] = EngineRules.MergeSeveralMatches,
        ["PERMISSION_DENIED"] = TrinoRules.Forbidden,
        ["ICEBERG_COMMIT_ERROR"] = IcebergRules.CommitConflict,
        ["TRANSACTION_CONFLICT"] = IcebergRules.CommitConflict,
    };

    private static readonly DiagnosticRule[] AboutTarget =
        [EngineRules.UnknownRelation, EngineRules.UnknownSchema, IcebergRules.AlreadyExists, EngineRules.UnsupportedType, EngineRules.DuplicateColumn, EngineRules.NotNull];

    /// <param name="sent">As it was sent.</param>
    public static Diagnostic Translate(TrinoException error, TrinoStatement statement, SentSql sent)
    {
        var source = statement.Source;
        if (error.Kind != TrinoErrorKind.Statement)
        {
            return ConnectionAdvice.Of(error);
        }

        var message = Place().Replace(error.Message, "");
        var offset = error is { Line: { } line, Column: { } column } ? sent.Locate(line, column) : (int?)null;
        var rule = RuleOf(error, message);
        var location = source.At(
            statement.TargetSpan is { } target && AboutTarget.Contains(rule) && (offset ?? statement.Span.Start) == statement.Span.Start ? target
            : offset is { } at ? Word(source, at, isRelation: rule == EngineRules.UnknownRelation || rule == EngineRules.UnknownSchema)
            : FirstLine(source, statement.Span));
        return OfDialect(rule, WithoutList(message), location, source, offset) ?? rule.At(location, Shortened(message), HintOf(rule, message) ?? HintOfAlias(statement, message));
    }

    private static Diagnostic? OfDialect(DiagnosticRule rule, string message, Location location, SourceFile source, int? offset) =>
        MissingFunction().Match(message) is { Success: true } function ? DuckDbDialect.Missing.ExplainFunction(location, function.Groups[1].Value, message)
        : MissingType().Match(message) is { Success: true } type ? DuckDbDialect.Missing.ExplainType(location, type.Groups[1].Value, type.Value)
        : offset is { } at && IsDialect(rule, message) ? DuckDbDialect.Missing.Explain(location, source, at, message)
        : null;

    private static DiagnosticRule RuleOf(TrinoException error, string message) =>
        error.ErrorName == "NOT_SUPPORTED" && message.Contains("Type not supported", StringComparison.Ordinal) ? EngineRules.UnsupportedType
        : error.ErrorName == "NOT_SUPPORTED" ? EngineRules.UnsupportedSql
        : message.Contains("multiple fields for name", StringComparison.Ordinal) ? EngineRules.DuplicateColumn
        : SchemaMissing().IsMatch(message) ? EngineRules.UnknownSchema
        : message.StartsWith("View '", StringComparison.Ordinal) && message.EndsWith("does not exist", StringComparison.Ordinal) ? EngineRules.UnknownRelation
        : MissingType().IsMatch(message) ? EngineRules.UnknownFunction
        : message.Contains("Unexpected parameters", StringComparison.Ordinal) ? EngineRules.TypeMismatch
        : Rules.TryGetValue(error.ErrorName ?? "", out var rule) ? rule
        : error.ErrorType == "INSUFFICIENT_RESOURCES" ? TrinoRules.Resources
        : EngineRules.SqlError;

    private static bool IsDialect(DiagnosticRule rule, string message) =>
        rule == SqlRules.Syntax || (rule == EngineRules.TypeMismatch && message.Contains("function md5", StringComparison.Ordinal))
        || (rule == EngineRules.UnknownColumn && message.Contains("'all'", StringComparison.OrdinalIgnoreCase));

    private static string? HintOf(DiagnosticRule rule, string message) =>
        message.Contains("does not support grants", StringComparison.Ordinal) || message.Contains("permission management", StringComparison.Ordinal)
            ? "Trino's Iceberg connector keeps no grants: leave 'grants' out for this target, and say who may read in the server's access control (rules in a file, OPA, Ranger)"
        : message.Contains("does not support roles", StringComparison.Ordinal) ? "this catalog has no roles of its own; name system roles, or map users to groups in the server's access control"
        : message.Contains("Cannot set role", StringComparison.Ordinal) ? "check 'roles' of the target: the server has no such role, or the user does not have it"
        : message.Contains("cannot impersonate", StringComparison.Ordinal) ? "write 'user' as the server knows who logs in, or have it allow the impersonation or map names (user-mapping)"
        : rule == EngineRules.InvalidValue ? "use TRY_CAST where bad values are to become NULL"
        : rule == TrinoRules.UnknownCatalog ? "check 'catalog' of the target against SHOW CATALOGS"
        : rule == TrinoRules.Forbidden ? "ask for the permission, or set a role that has it with 'roles' in the target"
        : null;

    private static string? HintOfAlias(TrinoStatement statement, string message) =>
        MissingColumn().Match(message) is { Success: true } column
        && Enumerable.Range(1, statement.Tokens.Length - 1).Any(i => statement.Tokens[i - 1].IsWord("as") && statement.Tokens[i].Name.Equals(column.Groups[1].Value, StringComparison.OrdinalIgnoreCase))
            ? $"if '{column.Groups[1].Value}' is an alias of the same SELECT: Trino knows it only in ORDER BY and outside, so repeat the expression or put it in a subquery"
            : null;

    /// <summary>Trino lists every word that would have fitted.</summary>
    private static string Shortened(string message) =>
        message.Length > 300 ? WithoutList(message) : message;

    private static string WithoutList(string message) =>
        message.IndexOf(". Expect", StringComparison.Ordinal) is >= 0 and var end ? message[..end] : message;

    private static TextSpan Word(SourceFile source, int offset, bool isRelation)
    {
        var end = offset;
        while (end < source.Text.Length && (char.IsLetterOrDigit(source.Text[end]) || source.Text[end] is '_' or '"' || (isRelation && source.Text[end] == '.')))
        {
            end++;
        }

        return TextSpan.FromBounds(offset, Math.Max(end, Math.Min(offset + 1, source.Text.Length)));
    }

    private static TextSpan FirstLine(SourceFile source, TextSpan statement)
    {
        var end = source.Text.AsSpan(statement.Start, statement.Length).IndexOfAny('\n', '\r');
        return end < 0 ? statement : statement with { Length = end };
    }

    [GeneratedRegex("^(?:line [0-9:]+ )?Schema '?[^' ]+'? (?:not found|does not exist)")]
    private static partial Regex SchemaMissing();

    [GeneratedRegex("^Column '(?:[^']*\\.)?([^'.]+)' cannot be resolved")]
    private static partial Regex MissingColumn();

    [GeneratedRegex("^Function '([^']+)' not registered")]
    private static partial Regex MissingFunction();

    [GeneratedRegex(@"\bUnknown type: '?(\w+)")]
    private static partial Regex MissingType();

    [GeneratedRegex(@"^line \d+:\d+: ")]
    private static partial Regex Place();
}
