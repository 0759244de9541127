using System.CommandLine;

namespace Lake.Cli.Arguments;

/// <summary>
/// Options of dbt's that mean nothing here, because there is nothing to switch: they are taken, so that scripts need no
/// change, and shown nowhere.
/// </summary>
internal static class IgnoredArguments
{
    private static readonly string[] Switches =
    [
        "static-parser", "use-experimental-parser", "use-v2-parser", "populate-cache", "cache-selected-only", "version-check",
        "log-cache-events", "use-colors-file", "send-anonymous-usage-stats", "upload-to-artifacts-ingest-api", "show-all-deprecations",
        "macro-debugging", "use-fast-test-edges", "hints-enabled", "introspect", "anonymous-usage-stats",
        "snowflake-projects-otel", "show-resource-report", "inject-ephemeral-ctes", "export-saved-queries", "include-saved-query",
    ];

    private static readonly string[] Values =
    [
        "printer-width", "record-timing-info", "partial-parse-file-path", "partial-parse-file-diff", "maximum-seed-size-mib", "v2-parser", "sqlparse",
    ];

    public static IReadOnlyList<Option> All { get; } =
    [
        .. Switches.SelectMany(name => new Switch(name, "Taken and ignored").Recursive().Hidden().Both),
        .. Values.Select(name => new Option<string?>($"--{name}", name == "record-timing-info" ? ["-r"] : [])
        {
            Description = "Taken and ignored",
            HelpName = "value",
            Recursive = true,
            Hidden = true,
        }),
    ];
}
