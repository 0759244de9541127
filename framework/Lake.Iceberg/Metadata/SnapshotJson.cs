using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Metadata;

/// <summary>Snapshots and refs as JSON.</summary>
internal static class SnapshotJson
{
    public static Snapshot Read(JsonElement json)
    {
        var summary = json.Texts("summary");
        return new Snapshot
        {
            SnapshotId = json.RequiredLong("snapshot-id"),
            ParentSnapshotId = json.OptionalLong("parent-snapshot-id") is { } parent and not -1 ? parent : null,
            SequenceNumber = json.OptionalLong("sequence-number") ?? 0,
            TimestampMs = json.RequiredLong("timestamp-ms"),
            ManifestList = json.OptionalText("manifest-list") ?? "",
            Manifests = [.. json.Items("manifests").Select(m => m.GetString() ?? "")],
            Operation = summary.TryGetValue("operation", out var operation) ? operation : SnapshotOperation.Overwrite,
            Summary = summary.Remove("operation"),
            SchemaId = json.OptionalInt("schema-id"),
            FirstRowId = json.OptionalLong("first-row-id"),
            AddedRows = json.OptionalLong("added-rows"),
        };
    }

    public static void Write(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartObject();
        if (snapshot.SequenceNumber > 0)
        {
            json.WriteNumber("sequence-number", snapshot.SequenceNumber);
        }

        json.WriteNumber("snapshot-id", snapshot.SnapshotId);
        WriteOptional(json, "parent-snapshot-id", snapshot.ParentSnapshotId);
        json.WriteNumber("timestamp-ms", snapshot.TimestampMs);
        json.WriteStartObject("summary");
        json.WriteString("operation", snapshot.Operation);
        foreach (var (key, value) in snapshot.Summary)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        if (snapshot.ManifestList.Length > 0)
        {
            json.WriteString("manifest-list", snapshot.ManifestList);
        }
        else
        {
            json.WriteStartArray("manifests");
            foreach (var manifest in snapshot.Manifests)
            {
                json.WriteStringValue(manifest);
            }

            json.WriteEndArray();
        }

        WriteOptional(json, "schema-id", snapshot.SchemaId);
        WriteOptional(json, "first-row-id", snapshot.FirstRowId);
        WriteOptional(json, "added-rows", snapshot.AddedRows);
        json.WriteEndObject();
    }

    /// <summary>Metadata without refs has at least <c>main</c>.</summary>
    public static ImmutableSortedDictionary<string, SnapshotRef> ReadRefs(JsonElement json, long? currentSnapshotId)
    {
        var refs = ImmutableSortedDictionary.CreateBuilder<string, SnapshotRef>(StringComparer.Ordinal);
        if (json.Optional("refs") is { } all)
        {
            foreach (var item in all.EnumerateObject())
            {
                refs[item.Name] = ReadRef(item.Value);
            }
        }

        if (currentSnapshotId is { } current && !refs.ContainsKey(SnapshotRef.Main))
        {
            refs[SnapshotRef.Main] = new SnapshotRef(current, IsBranch: true);
        }

        return refs.ToImmutable();
    }

    public static void WriteRef(Utf8JsonWriter json, SnapshotRef reference)
    {
        json.WriteStartObject();
        WriteRefMembers(json, reference);
        json.WriteEndObject();
    }

    public static void WriteRefMembers(Utf8JsonWriter json, SnapshotRef reference)
    {
        json.WriteNumber("snapshot-id", reference.SnapshotId);
        json.WriteString("type", reference.IsBranch ? "branch" : "tag");
        WriteOptional(json, "min-snapshots-to-keep", reference.MinSnapshotsToKeep);
        WriteOptional(json, "max-snapshot-age-ms", reference.MaxSnapshotAgeMs);
        WriteOptional(json, "max-ref-age-ms", reference.MaxRefAgeMs);
    }

    public static SnapshotRef ReadRef(JsonElement json) => new(json.RequiredLong("snapshot-id"), json.RequiredText("type") == "branch")
    {
        MinSnapshotsToKeep = json.OptionalInt("min-snapshots-to-keep"),
        MaxSnapshotAgeMs = json.OptionalLong("max-snapshot-age-ms"),
        MaxRefAgeMs = json.OptionalLong("max-ref-age-ms"),
    };

    private static void WriteOptional(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
