using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lake.DuckDb.Errors;

/// <summary>Reads the library's errors, which <c>errors_as_json</c> gives as JSON with positions.</summary>
internal static class ErrorReader
{
    private const string Separator = " Error: ";
    private const string JsonStart = "{\"exception_type\"";

    private static readonly Dictionary<string, DuckDbErrorType> TypesByName = Enum.GetValues<DuckDbErrorType>()
        .ToDictionary(type => type.ToString(), type => type, StringComparer.OrdinalIgnoreCase);

    /// <summary>As the other, but an interruption that the token asked for is a cancellation.</summary>
    public static Exception Read(string? text, string? sql, CancellationToken cancellationToken)
    {
        var error = Read(text, sql);
        return error.ErrorType == DuckDbErrorType.Interrupt && cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(error.Message, error, cancellationToken)
            : error;
    }

    /// <param name="text">JSON, or plain text as from opening a database: <c>IO Error: Cannot open …</c>.</param>
    /// <param name="sql">What the position lies in; null when there was no SQL.</param>
    public static DuckDbException Read(string? text, string? sql)
    {
        text ??= "The library gave no reason.";
        var colon = text.IndexOf(Separator, StringComparison.Ordinal);
        var type = colon > 0 ? TypeOf(text[..colon]) : null;

        // Syntax errors have both: the type, then JSON.
        var message = type is null ? text : text[(colon + Separator.Length)..];
        return message.StartsWith(JsonStart, StringComparison.Ordinal)
            ? ReadJson(message, sql)
            : new DuckDbException(type ?? DuckDbErrorType.Invalid, message);
    }

    private static DuckDbException ReadJson(string text, string? sql)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var type = TypeOf(Property(root, "exception_type") ?? "") ?? DuckDbErrorType.Invalid;
        var candidates = Property(root, "candidates") is { Length: > 0 } names
            ? names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        var position = int.TryParse(Property(root, "position"), CultureInfo.InvariantCulture, out var bytes) && sql is not null
            ? CharacterAt(sql, bytes)
            : (int?)null;
        return new DuckDbException(type, Property(root, "exception_message") ?? text, position) { Candidates = candidates };
    }

    /// <summary>The library's names are those of the enum, in words, but for two.</summary>
    private static DuckDbErrorType? TypeOf(string name) => name switch
    {
        "TransactionContext" => DuckDbErrorType.Transaction,
        "Extension Autoloading" => DuckDbErrorType.Autoload,
        _ => TypesByName.TryGetValue(name.Replace(" ", "", StringComparison.Ordinal), out var type) ? type : null,
    };

    private static string? Property(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The library counts bytes of UTF-8.</summary>
    private static int CharacterAt(string sql, int byteOffset)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        return Encoding.UTF8.GetCharCount(bytes.AsSpan(0, Math.Min(byteOffset, bytes.Length)));
    }
}
