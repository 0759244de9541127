using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lake.Trino.Queries;

internal sealed record WireColumn(string Name, string Type, WireType? TypeSignature);

internal sealed record WireType(string RawType, List<WireArgument>? Arguments);

/// <param name="Value">A number, a type or a named type, as <paramref name="Kind"/> says.</param>
internal sealed record WireArgument(string Kind, JsonElement Value);

internal sealed record WireNamedType(WireFieldName? FieldName, WireType TypeSignature);

internal sealed record WireFieldName(string Name);

internal sealed record WireError(string? Message, int ErrorCode, string? ErrorName, string? ErrorType, WireErrorLocation? ErrorLocation);

internal sealed record WireErrorLocation(int LineNumber, int ColumnNumber);

internal sealed record WireWarning(string? Message);

/// <summary>Results beside the protocol: rows in segments, each encoded as <paramref name="Encoding"/> says.</summary>
internal sealed record WireSegments(string Encoding, List<WireSegment>? Segments);

/// <param name="Type"><c>inline</c> with <paramref name="Data"/>, or <c>spooled</c> with <paramref name="Uri"/>.</param>
internal sealed record WireSegment(
    string Type, string? Data, Uri? Uri, Uri? AckUri, Dictionary<string, List<string>>? Headers, WireSegmentMetadata? Metadata);

internal sealed record WireSegmentMetadata(long? SegmentSize, long? UncompressedSize);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<WireColumn>))]
[JsonSerializable(typeof(WireNamedType))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(List<WireWarning>))]
[JsonSerializable(typeof(WireSegments))]
[JsonSerializable(typeof(TrinoStatistics))]
internal sealed partial class WireJson : JsonSerializerContext;
