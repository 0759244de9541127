using System.Text.Json;
using Lake.Project.Values;

namespace Lake.Project.States;

/// <summary>JSON as plain values.</summary>
internal static class JsonPlain
{
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new ValueMap(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Of(p.Value)))),
        JsonValueKind.Array => new ValueList(element.EnumerateArray().Select(Of)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
