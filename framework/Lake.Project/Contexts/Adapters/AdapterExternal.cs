using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Project.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Methods of <c>adapter</c> for data in files beside the lakehouse.</summary>
internal static class AdapterExternal
{
    /// <summary>Options whose value is text in SQL.</summary>
    private static readonly string[] Texts = ["delimiter", "quote", "escape", "null"];

    public static readonly MemberTable<AdapterValue> Table = new MemberTable<AdapterValue>()
        .Method("external_root", (a, _) => TemplateValues.FromPlain(Outside(a).Environment.Target.Output.Find("external_root")) ?? ".")
        .Method("external_write_options", (_, a) => WriteOptions(a.Text(0, "write_location"), Options(a)))
        .Method("external_read_location", (_, a) => ReadLocation(a.Text(0, "write_location"), Options(a)))
        .Method("location_exists", (adapter, a) => PyBox.Of(Outside(adapter) is not null && File.Exists(a.Text(0, "location"))));

    private static NodeContext Outside(AdapterValue adapter)
    {
        adapter.Context.NoteOutside();
        return adapter.Context;
    }

    private static PyDict Options(CallArguments arguments) =>
        arguments.Required(1, "rendered_options") as PyDict ?? throw JinjaError.Type("rendered_options must be a dict");

    /// <summary>The options of a COPY; what follows from the location is added to the dict, which the caller reads on.</summary>
    private static string WriteOptions(string location, PyDict options)
    {
        if (options.Get("format") is null)
        {
            var end = Path.GetExtension(location).ToLowerInvariant();
            var compression = end switch
            {
                ".gz" => "gzip",
                ".zst" => "zstd",
                _ => null,
            };
            var name = compression is null ? end : Path.GetExtension(Path.GetFileNameWithoutExtension(location)).ToLowerInvariant();
            options["format"] = name.Length > 1 ? name[1..] : options.Get("delimiter") is null ? "parquet" : "csv";
            if (name.Length > 1 && compression is not null && options.Get("compression") is null)
            {
                options["compression"] = compression;
            }
        }

        if (options.Get("format") is "csv" && options.Get("header") is null)
        {
            options["header"] = PyBox.Of(1L);
        }

        if (options.Get("partition_by") is string columns && columns.Contains(',', StringComparison.Ordinal) && !columns.StartsWith('('))
        {
            options["partition_by"] = $"({columns})";
        }

        return string.Join(", ", options.Select(o => $"{PyText.Of(o.Key)} {Value(PyText.Of(o.Key), PyText.Of(o.Value))}"));
    }

    private static string Value(string key, string value) =>
        Texts.Contains(key, StringComparer.OrdinalIgnoreCase) && !value.StartsWith('\'') ? $"'{value}'" : value;

    /// <summary>A pattern for all files where there are several.</summary>
    private static string ReadLocation(string location, PyDict options)
    {
        var levels = options.Get("partition_by") is { } columns ? PyText.Of(columns).Split(',').Length : 0;
        return levels == 0 && !PyValue.IsTrue(options.Get("per_thread_output")) ? location
            : $"{location}/{string.Join('/', Enumerable.Repeat("*", levels + 1))}.{PyText.Of(options.Get("format") ?? "parquet")}";
    }
}
