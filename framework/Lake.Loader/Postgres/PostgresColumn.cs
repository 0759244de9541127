using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Postgres;

/// <summary>A column, how the database writes it as text, and how the engine reads that.</summary>
/// <param name="Type">In the raw table, unless the stream declares another.</param>
/// <param name="Export">SQL of the database.</param>
/// <param name="IsTyped">Whether every such text is one that the engine reads as the type; else it is converted with care.</param>
internal sealed partial record PostgresColumn(string Name, SqlType Type, string Export, bool IsTyped)
{
    /// <summary>Whether line ends in the text are written as escapes, which <see cref="Value"/> takes back.</summary>
    private bool IsEscaped => Type.IsText;

    /// <param name="type">As the database prints it: <c>numeric(10,2)</c>, <c>timestamp with time zone</c>, <c>integer[]</c>.</param>
    public static PostgresColumn Of(string name, string type)
    {
        var column = SqlText.Identifier(name);
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return new PostgresColumn(name, new ListType(Scalar(type[..^2])), $"array_to_json({column}::text[])::text", IsTyped: true);
        }

        var scalar = Scalar(type);
        return scalar.Name switch
        {
            "VARCHAR" => new PostgresColumn(name, scalar, Escaped($"{column}::text"), IsTyped: true),
            "BLOB" => new PostgresColumn(name, scalar, $"encode({column}, 'hex')", IsTyped: true),
            "BOOLEAN" or "INTEGER" or "BIGINT" or "FLOAT" or "DOUBLE" or "UUID" => new PostgresColumn(name, scalar, $"{column}::text", IsTyped: true),
            _ => new PostgresColumn(name, scalar, $"{column}::text", IsTyped: false),
        };
    }

    /// <summary>The type that the file is read with.</summary>
    public string FileType => Type is ScalarType { Name: not "BLOB" } && IsTyped ? Type.ToString() : "VARCHAR";

    /// <summary>The type that <see cref="Value"/> has.</summary>
    public SqlType ValueType => IsTyped ? Type : SqlType.Text;

    /// <param name="field">SQL of the engine for the text in the file.</param>
    public string Value(string field) => Type switch
    {
        ListType => $"CAST(from_json({field}, '[\"VARCHAR\"]') AS {Type})",
        ScalarType { Name: "BLOB" } => $"unhex({field})",
        _ when IsEscaped => $"CASE WHEN contains({field}, chr(26)) THEN replace(replace(replace({field}, chr(26) || '1', chr(13)), chr(26) || '2', chr(10)), chr(26) || '0', chr(26)) ELSE {field} END",
        _ => field,
    };

    private static string Escaped(string text) => $"replace(replace(replace({text}, chr(26), chr(26) || '0'), chr(13), chr(26) || '1'), chr(10), chr(26) || '2')";

    private static ScalarType Scalar(string type) => new(type switch
    {
        "smallint" or "integer" => "INTEGER",
        "bigint" => "BIGINT",
        "real" => "FLOAT",
        "double precision" => "DOUBLE",
        "boolean" => "BOOLEAN",
        "date" => "DATE",
        "uuid" => "UUID",
        "bytea" => "BLOB",
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => type.EndsWith("with time zone", StringComparison.Ordinal) ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP",
        _ when type.StartsWith("time", StringComparison.Ordinal) && type.EndsWith("without time zone", StringComparison.Ordinal) => "TIME",
        _ when Numeric().Match(type) is { Success: true } number && Digits(number, 1) is var precision and <= 38 && Digits(number, 2) is var scale && scale <= precision =>
            string.Create(CultureInfo.InvariantCulture, $"DECIMAL({precision},{scale})"),

        // A number without limits, and whatever else, keeps every character.
        _ => "VARCHAR",
    });

    private static int Digits(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^numeric\((\d+), ?(\d+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();
}
