using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Lake.Sql;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Loader.Streams;

/// <summary>The keys of a stream that are more than a text.</summary>
internal sealed partial class StreamValues(MappingReader reader, Action<Diagnostic> report)
{
    /// <summary>Given, or told by the path's ending: <c>.parquet</c>, <c>.csv</c>, <c>.json</c>, <c>.jsonl</c>, <c>.ndjson</c>, also with <c>.gz</c> or <c>.zst</c>.</summary>
    public StreamFormat Format()
    {
        if (reader.Any("format") is not null)
        {
            return Choice("format", StreamFormat.Parquet);
        }

        if (reader.Has("webhook") || reader.Has("postgres"))
        {
            return reader.Has("webhook") ? StreamFormat.Json : StreamFormat.Csv;
        }

        var path = (reader.Any("path") as YamlScalar)?.Text ?? "";
        var ending = Path.GetExtension(Unpacked(path));
        switch (ending.ToUpperInvariant())
        {
            case ".PARQUET":
                return StreamFormat.Parquet;
            case ".CSV" or ".TSV":
                return StreamFormat.Csv;
            case ".JSON" or ".JSONL" or ".NDJSON":
                return StreamFormat.Json;
            default:
                report(YamlRules.MissingKey.At(
                    reader.Mapping.Location, $"{reader.What} has no 'format', and its path does not tell", "add 'format: parquet', 'csv' or 'json'"));
                return StreamFormat.Parquet;
        }
    }

    /// <summary><c>schema.table</c> or <c>table</c>.</summary>
    /// <param name="schema">When the stream names none.</param>
    /// <param name="name">When the stream names no table.</param>
    public RelationName Target(string schema, string name)
    {
        var text = reader.Text("table") ?? name;
        var parts = text.Split('.');
        if (parts.Length <= 2 && Array.TrueForAll(parts, part => part.Length > 0))
        {
            return parts.Length == 1 ? new RelationName(null, schema, parts[0]) : new RelationName(null, parts[0], parts[1]);
        }

        if (text.Length > 0)
        {
            report(LoaderRules.InvalidStream.At(
                reader.Any("table")?.Location ?? reader.Mapping.Location, $"'{text}' is no name of a table", "write 'schema.table'"));
        }

        return new RelationName(null, schema, text);
    }

    /// <summary>A mapping of names to types, or a list of entries with <c>name</c> and <c>data_type</c> as under <c>sources:</c>.</summary>
    public ImmutableArray<StreamColumn> Columns()
    {
        var columns = ImmutableArray.CreateBuilder<StreamColumn>();
        foreach (var entry in (reader.Any("columns") as YamlMapping)?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Value: string type })
            {
                columns.Add(new StreamColumn(entry.Key.Text, type) { Location = entry.Value.Location });
            }
            else if (entry.Value is not YamlMapping)
            {
                report(LoaderRules.InvalidStream.At(
                    entry.Value.Location, $"the column '{entry.Key.Text}' of {reader.What} must have a type, not {entry.Value.Described}", "write 'name: bigint'"));
            }
        }

        if (reader.Any("columns") is { } other and not (YamlMapping or YamlSequence))
        {
            report(YamlRules.WrongType.At(other.Location, $"'columns' in {reader.What} must be a mapping or a list, not {other.Described}", "write 'name: bigint' for each column"));
        }

        columns.AddRange(ColumnMaps().Select(c => Column(c.Name, c.Column)));
        return columns.ToImmutable();
    }

    /// <summary>Columns of which more than a type is said.</summary>
    public IEnumerable<(string Name, YamlMapping Column)> ColumnMaps() => reader.Any("columns") switch
    {
        YamlMapping map => map.Entries.Where(e => e.Value is YamlMapping).Select(e => (e.Key.Text, (YamlMapping)e.Value)),
        YamlSequence => reader.Maps("columns").Where(c => c.Find("name") is not null).Select(c => ((c.Find("name")?.Value as YamlScalar)?.Text ?? "", c)),
        _ => [],
    };

    private StreamColumn Column(string name, YamlMapping map)
    {
        var entry = new MappingReader(map, report, $"the column '{name}' of {reader.What}", StreamKeys.Column);
        ContractMode? onMismatch = entry.Has("on_mismatch") ? new StreamValues(entry, report).Choice("on_mismatch", ContractMode.Evolve) : null;
        var column = new StreamColumn(name, entry.Text("type") ?? entry.Text("data_type")) { Location = map.Location, OnMismatch = onMismatch };
        entry.ReportUnknown("remove it");
        return column;
    }

    /// <summary><c>true</c>, <c>false</c> or <c>auto</c>.</summary>
    public RegisterPolicy Register() => (reader.Any("register") as YamlScalar)?.Text switch
    {
        "auto" => RegisterPolicy.Auto,
        _ when reader.Any("register") is YamlScalar { Text: not "auto" } && reader.Boolean("register") == true => RegisterPolicy.Always,
        _ => RegisterPolicy.Never,
    };

    public PathLayout? Layout()
    {
        if (reader.Text("layout") is not { } text)
        {
            return null;
        }

        var layout = PathLayout.Parse(text);
        if (layout is null)
        {
            report(LoaderRules.InvalidStream.At(
                reader.Any("layout")?.Location, $"'{text}' is no layout of paths ({reader.What})", "name each changing part in braces, once: 'year={}/month={}/day={}', '{year}_{month}_{day}_{epoch}_{part}.parquet'"));
        }

        return layout;
    }

    /// <summary>A number with a unit: <c>10 seconds</c>, <c>5 minutes</c>, <c>30 days</c>.</summary>
    public TimeSpan? Duration(string key)
    {
        if (reader.Any(key) is not { } node)
        {
            return null;
        }

        var duration = node is YamlScalar scalar && Durations().Match(scalar.Text) is { Success: true } match
            ? TimeSpan.FromTicks(long.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) * Ticks(match.Groups[2].Value))
            : (TimeSpan?)null;
        if (duration is null)
        {
            report(LoaderRules.InvalidStream.At(node.Location, $"'{key}' in {reader.What} must be a time, not {node.Described}", "write '10 seconds', '5 minutes', '2 hours' or '30 days'"));
        }

        return duration;
    }

    private static long Ticks(string unit) => unit[0] switch
    {
        's' => TimeSpan.TicksPerSecond,
        'm' => TimeSpan.TicksPerMinute,
        'h' => TimeSpan.TicksPerHour,
        _ => TimeSpan.TicksPerDay,
    };

    [GeneratedRegex(@"^\s*(\d{1,6})\s*(s|m|h|d|(?:second|minute|hour|day)s?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Durations();

    /// <summary>A number with a unit: <c>500 MB</c>, <c>2GiB</c>.</summary>
    public long? Bytes(string key)
    {
        if (reader.Any(key) is not { } node)
        {
            return null;
        }

        var bytes = node is YamlScalar scalar ? ByteSize.Parse(scalar.Text) : null;
        if (bytes is null or 0)
        {
            report(LoaderRules.InvalidStream.At(node.Location, $"'{key}' in {reader.What} must be a size, not {node.Described}", "write '500 MB' or '2 GB'"));
        }

        return bytes;
    }

    public CsvOptions Csv(StreamFormat format)
    {
        string[] keys = ["delimiter", "quote", "escape", "header", "null_strings"];
        if (format != StreamFormat.Csv && keys.FirstOrDefault(key => reader.Any(key) is not null) is { } key)
        {
            report(LoaderRules.InvalidStream.At(
                reader.Any(key)?.Location, $"'{key}' means nothing for a stream of format {Name(format)}", "remove it"));
        }

        var quote = Character("quote", '"');
        return new CsvOptions
        {
            Delimiter = Character("delimiter", ','),
            Quote = quote,
            Escape = Character("escape", quote),
            Header = reader.Boolean("header") ?? true,
            NullStrings = NullStrings(),
        };
    }

    /// <summary>As written, for <c>NULL</c> and <c>0</c> are no texts in YAML.</summary>
    private ImmutableArray<string> NullStrings()
    {
        var items = Items(reader.Any("null_strings"));
        foreach (var item in items.Where(item => item is not YamlScalar))
        {
            report(YamlRules.WrongType.At(item.Location, $"each item of 'null_strings' in {reader.What} must be text, not {item.Described}"));
        }

        return [.. items.OfType<YamlScalar>().Select(scalar => scalar.Text)];
    }

    public RejectLimit? MostRejected()
    {
        if (reader.Any("max_rejected") is not { } node)
        {
            return null;
        }

        var limit = node is YamlScalar scalar ? RejectLimit.Parse(scalar.Text) : null;
        if (limit is null)
        {
            report(LoaderRules.InvalidStream.At(
                node.Location, $"'max_rejected' in {reader.What} must be a number of rows or a percentage, not {node.Described}", "write '100' or '0.5%'"));
        }

        return limit;
    }

    /// <summary>A member of an enumeration by its lower-case name.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (reader.Any(key) is not { } node)
        {
            return otherwise;
        }

        var names = Enum.GetValues<T>().Select(Name).ToList();
        var text = ((node as YamlScalar)?.Text ?? "").Replace('_', '-');
        foreach (var value in Enum.GetValues<T>())
        {
            if (Name(value) == text || (value is StreamFormat.Json && text is "jsonl" or "ndjson"))
            {
                return value;
            }
        }

        report(YamlRules.UnknownValue.At(
            node.Location, $"'{key}' in {reader.What} must be {string.Join(" or ", names)}, not {node.Described}", Spelling.Hint(text, names)));
        return otherwise;
    }

    private static string Unpacked(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3]
        : path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) ? path[..^4]
        : path;

    private static ImmutableArray<YamlNode> Items(YamlNode? value) => value switch
    {
        null => [],
        YamlSequence list => list.Items,
        _ => [value],
    };

    /// <summary>As people write it: <c>append-deduplicated</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => Words().Replace(value.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    private char Character(string key, char otherwise)
    {
        switch (reader.Text(key))
        {
            case null:
                return otherwise;
            case "\\t" or "tab":
                return '\t';
            case [var single]:
                return single;
            case var text:
                report(LoaderRules.InvalidStream.At(
                    reader.Any(key)?.Location, $"'{key}' in {reader.What} must be one character, not '{text}'", "for a tab write '\\t'"));
                return otherwise;
        }
    }
}
