using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Lake.Iceberg.Serving;

/// <summary>A request of the Iceberg REST protocol, whatever carries it.</summary>
/// <param name="Path">The parts behind <c>/v1/</c>, decoded.</param>
public sealed record RestRequest(string Method, ImmutableArray<string> Path, IReadOnlyDictionary<string, string> Query, ReadOnlyMemory<byte> Body)
{
    /// <summary>The version of the answer that the client has already.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>The client's name for this request and its repetitions.</summary>
    public string? IdempotencyKey { get; init; }

    internal int? PageSize => Query.TryGetValue("pageSize", out var size) && int.TryParse(size, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>Fails with <see cref="JsonException"/>.</summary>
    internal T Read<T>(Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(Body);
        return read(document.RootElement);
    }
}
