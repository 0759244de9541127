using System.Text.RegularExpressions;
using Lake.DuckDb.Errors;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg;
using Lake.Iceberg.Storage;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Errors;

/// <summary>Makes diagnostics of DuckDB's errors: which rule, where in the user's SQL, and what to do.</summary>
internal static partial class ErrorTranslator
{
    private const int MostLines = 4;
    private const string Solution = "Possible Solution:";

    public static Diagnostic Translate(DuckDbException error, SqlComposer sql, TextSpan statement)
    {
        var location = (error.Position is { } at ? sql.Locate(at) : null) ?? sql.Source.At(FirstLine(sql.Source, statement));
        var (message, advice) = Split(error.Message);
        if (sql.IsOwn && MissingFile().Match(message) is { Success: true } missing)
        {
            return IcebergRules.MissingFile.At(null, $"The data file '{missing.Groups[1].Value}' is missing.", FileIOExtensions.Remedy);
        }

        var rule = RuleOf(error, message);
        return OfDialect(rule, message, location) ?? rule.At(location, message, HintOf(rule, error, advice, location));
    }

    /// <summary>Null for what is no construct of the other engine's dialect.</summary>
    private static Diagnostic? OfDialect(DiagnosticRule rule, string message, Location location) =>
        MissingFunction().Match(message) is { Success: true } function ? TrinoDialect.Missing.ExplainFunction(location, NameIn(function), message)
        : PlainType().Match(message) is { Success: true } type ? TrinoDialect.Missing.ExplainType(location, NameIn(type), message)
        : rule == SqlRules.Syntax || rule == EngineRules.TypeMismatch || Has(message, "\"auto\"") ? TrinoDialect.Missing.Explain(location, location.Source, location.Span.Start, message)
        : null;

    private static string NameIn(Match match) => match.Groups.Values.Skip(1).First(g => g.Success).Value;

    /// <summary>The relation that is missing, as the error names it; null when it is about something else.</summary>
    public static string? MissingRelation(DuckDbException error) =>
        MissingTable().Match(error.Message) is { Success: true } match ? match.Groups[1].Value : null;

    private static DiagnosticRule RuleOf(DuckDbException error, string message) => error.ErrorType switch
    {
        DuckDbErrorType.Parser or DuckDbErrorType.Syntax => SqlRules.Syntax,
        DuckDbErrorType.Catalog => OfCatalog(message),
        DuckDbErrorType.Binder => OfBinder(message),
        DuckDbErrorType.MismatchType => EngineRules.TypeMismatch,
        DuckDbErrorType.Conversion or DuckDbErrorType.OutOfRange => EngineRules.InvalidValue,
        DuckDbErrorType.Constraint when Has(message, "NOT NULL") => EngineRules.NotNull,
        DuckDbErrorType.OutOfMemory => EngineRules.OutOfMemory,
        DuckDbErrorType.Transaction => EngineRules.TransactionState,
        _ => OfStorage(message),
    };

    private static DiagnosticRule OfCatalog(string message) =>
        !Has(message, "does not exist") ? EngineRules.SqlError
        : MissingTable().IsMatch(message) ? EngineRules.UnknownRelation
        : message.StartsWith("Schema with name", StringComparison.Ordinal) ? EngineRules.UnknownSchema
        : EngineRules.UnknownFunction;

    private static DiagnosticRule OfBinder(string message) =>
        message.StartsWith("Referenced column", StringComparison.Ordinal) || Has(message, "does not have a column named") ? EngineRules.UnknownColumn
        : message.StartsWith("Referenced table", StringComparison.Ordinal) || MissingTable().IsMatch(message) ? EngineRules.UnknownRelation
        : Has(message, "add explicit type casts") || Has(message, "Cannot compare") || Has(message, "explicit cast") ? EngineRules.TypeMismatch
        : EngineRules.SqlError;

    /// <summary>Errors about files have no types of their own, only texts.</summary>
    private static DiagnosticRule OfStorage(string message) =>
        Has(message, "No space left on device") || Has(message, "max_temp_directory_size") || Has(message, "Disk quota exceeded") ? IcebergRules.DiskFull
        : Has(message, "Read-only file system") || Has(message, "Permission denied") ? IcebergRules.WarehouseUnwritable
        : IsCorrupt(message) ? EngineRules.CorruptFile
        : EngineRules.SqlError;

    private static bool IsCorrupt(string message) =>
        Has(message, "No magic bytes found") || Has(message, "too small to be a Parquet file") || Has(message, "footer length")
        || Has(message, "TProtocolException") || Has(message, "decompress") || Has(message, "Out of buffer")
        || (Has(message, "Failed to read file") && Has(message, "parquet"))
        || (Has(message, "parquet") && (Has(message, "corrupt") || Has(message, "malformed") || Has(message, "invalid")));

    private static string? HintOf(DiagnosticRule rule, DuckDbException error, string? advice, Location location)
    {
        if (rule == EngineRules.UnknownColumn && Candidates(error, advice) is { Count: > 0 } names)
        {
            var wanted = QuotedName().Matches(error.Message.Split('\n')[0]).LastOrDefault()?.Groups[1].Value ?? error.Message;
            return Spelling.Hint(wanted, names) ?? $"there are: {string.Join(", ", names)}";
        }

        return rule == EngineRules.CorruptFile ? "restore the file, or take it out of the input"
            : rule == IcebergRules.DiskFull ? "free some space and run it again; nothing was published"
            : rule == IcebergRules.WarehouseUnwritable ? "check the owner and the permissions of the folder"
            : rule == EngineRules.OutOfMemory ? "raise memory_limit, use fewer threads, or process less at once"
            : rule == EngineRules.InvalidValue ? advice ?? "use TRY_CAST where bad values are to become NULL"
            : rule == EngineRules.UnknownRelation ? null
            : rule == SqlRules.Syntax ? advice ?? SyntaxAdvice.Of(location)
            : advice;
    }

    /// <summary>DuckDB appends its guesses as lines of their own.</summary>
    private static (string Message, string? Advice) Split(string message)
    {
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            return (message, null);
        }

        var lines = message[end..].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var solution = Array.Find(lines, l => l.StartsWith(Solution, StringComparison.Ordinal));
        return (
            solution is null ? message[..end].Trim() : string.Join(". ", lines[..Array.IndexOf(lines, solution)].Where(l => !l.StartsWith("Original Line", StringComparison.Ordinal)).Prepend(message[..end].Trim())),
            solution is not null ? solution[Solution.Length..].Trim()
                : lines.Length == 0 ? null
                : lines[0].StartsWith("Candidate functions", StringComparison.Ordinal) ? $"cast what does not fit; there are {Some(lines[1..])}"
                : Some(lines));
    }

    /// <summary>Columns that there are: in the error, or for one of a table in the text behind it.</summary>
    private static List<string> Candidates(DuckDbException error, string? advice) =>
    [
        .. (error.Candidates.Count > 0 || advice?.StartsWith("Candidate bindings", StringComparison.Ordinal) != true ? error.Candidates : QuotedName().Matches(advice).Select(m => m.Groups[1].Value))
            .Select(c => c.Split('.')[^1].Trim('"')).Distinct(),
    ];

    private static string Some(string[] lines) => lines.Length <= MostLines
        ? string.Join("; ", lines)
        : $"{string.Join("; ", lines[..MostLines])}; and {lines.Length - MostLines} more";

    private static TextSpan FirstLine(SourceFile source, TextSpan statement)
    {
        var end = source.Text.AsSpan(statement.Start, statement.Length).IndexOfAny('\n', '\r');
        return end < 0 ? statement : statement with { Length = end };
    }

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^(?:Table|View) with name (.+?) does not exist")]
    private static partial Regex MissingTable();

    /// <summary>Also of what DuckDB has under the name, but for other arguments.</summary>
    [GeneratedRegex("^(?:Scalar|Aggregate|Table) Function with name (\\w+) does not exist|^Unknown ordered aggregate \"(\\w+)\"|^(Cardinality) can only operate on MAPs|^failed to bind function.*?'(reduce)\\(")]
    private static partial Regex MissingFunction();

    [GeneratedRegex("^(?:Type '(.+)' does not take any type parameters|Type with name (\\w+) does not exist)")]
    private static partial Regex PlainType();

    [GeneratedRegex("^No files found that match the pattern \"(.+)\"$")]
    private static partial Regex MissingFile();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex QuotedName();
}
