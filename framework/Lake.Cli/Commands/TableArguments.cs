using System.CommandLine;
using System.Globalization;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Workspaces;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;

namespace Lake.Cli.Commands;

/// <summary>What the commands below <c>lake table</c> have in common.</summary>
internal static class TableArguments
{
    public static readonly Argument<string> Table = new("table") { Description = "Name of a table, such as silver.dim_customer" };

    public static readonly Option<long?> Snapshot = new("--snapshot") { Description = "The snapshot of that id", HelpName = "id" };

    public static readonly Option<string?> Ref = new("--ref") { Description = "The head of a branch, or what a tag points to", HelpName = "name" };

    public static readonly Option<string?> AsOf = new("--as-of") { Description = "What the table was at a time, such as '2026-05-01 10:00' (UTC unless it says otherwise)", HelpName = "time" };

    public static readonly Option<string> Format = new Option<string>("--output", "-o")
    {
        Description = "table, csv or json",
        HelpName = "format",
        DefaultValueFactory = _ => "table",
    }.Among("table", "csv", "json");

    /// <summary><c>table</c>, <c>schema.table</c> or <c>database.schema.table</c>.</summary>
    public static TableIdentifier Identifier(Workspace workspace, string name) => name.Split('.') switch
    {
        [var table] => new(workspace.Target.Schema, table),
        [var schema, var table] => new(schema, table),
        [var database, var schema, var table] when database == workspace.Target.Database => new(schema, table),
        _ => throw CliRules.Misused.Error(null, $"'{name}' is no table of '{workspace.Target.Database}'", "write schema.table"),
    };

    /// <summary>The state that one of the options asks for, by default the present one.</summary>
    public static TableScan Scan(Table table, ParseResult parsed)
    {
        var scan = table.NewScan();
        return parsed.GetValue(Snapshot) is { } id ? scan.UseSnapshot(id)
            : parsed.GetValue(Ref) is { } name ? scan.UseRef(name)
            : parsed.GetValue(AsOf) is { } time ? scan.AsOf(Time(time))
            : scan;
    }

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw CliRules.Misused.Error(null, $"'{text}' is no time", "write it as 2026-05-01 or 2026-05-01T10:00:00Z");
}
