using System.Globalization;
using System.Text.Json;

namespace Lake.Iceberg.Serving;

/// <summary>Lists in pages. A page's token is the place where it begins.</summary>
internal static class Pages
{
    public static RestAnswer Answer<T>(RestRequest request, string member, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        var start = request.Query.GetValueOrDefault("pageToken") is { Length: > 0 } token
            ? int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw new JsonException($"'{token}' is no page token")
            : 0;
        // Without a size a client takes the first answer for all there is.
        var end = request.PageSize is { } size ? Math.Min(items.Count, start + size) : items.Count;
        return RestAnswer.Of(json =>
        {
            json.WriteStartArray(member);
            for (var i = start; i < end; i++)
            {
                write(json, items[i]);
            }

            json.WriteEndArray();
            if (end < items.Count)
            {
                json.WriteString("next-page-token", end.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteNull("next-page-token");
            }
        });
    }
}
