using System.CommandLine;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;

namespace Lake.Cli.Commands;

internal static class TableScanCommand
{
    private static readonly Argument<string> Location = new("location") { Description = "Folder of the table, or one of its metadata files" };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "Where files are now that the table's metadata place elsewhere, such as s3://old/warehouse=/data/warehouse; may be repeated",
        HelpName = "from=to",
    };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "scan",
            "Read an Iceberg table of any writer by its place, without a catalog or project",
            [
                "lake table scan /data/iceberg/events",
                "lake table scan warehouse/shop/orders/metadata/v3.metadata.json --output csv",
                "lake table scan /backup/orders --map s3://bucket/warehouse=/backup --as-of 2026-05-01",
            ]).With(TableArguments.Snapshot, TableArguments.Ref, TableArguments.AsOf, Map, TableArguments.Format);
        command.Add(Location);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    /// <summary>A path of this machine as a location; what has a scheme stays.</summary>
    public static string Locate(TerminalContext terminal, string path) => path.Contains("://", StringComparison.Ordinal)
        ? path
        : LocalPath.ToLocation(System.IO.Path.Combine(terminal.CurrentDirectory, LocalPath.TryFromLocation(path) ?? path));

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var found = ForeignTable.Open(LocalFileIO.Instance, Locate(terminal, parsed.GetRequiredValue(Location)), Mapping(terminal, parsed.GetValue(Map) ?? []));
        var table = TableArguments.Scan(found, parsed).ToTable();
        using var engine = new DuckDbEngine(table.Catalog);
        engine.Attach("main", "scanned", table, location => Path(found.Io is MovedFileIO moved ? moved.Map(location) : location));
        using var session = engine.OpenSession();
        using var result = session.Execute("FROM main.scanned", terminal.CancellationToken);
        QueryCommand.Writer(parsed.GetRequiredValue(TableArguments.Format), 0, terminal, toFile: false).Write(result, terminal.Output);
        terminal.Output.Flush();
        return (int)ExitCode.Success;
    }

    /// <summary>What is not on this machine DuckDB looks for itself.</summary>
    private static string Path(string location) => LocalPath.TryFromLocation(location) ?? location;

    private static PathMapping Mapping(TerminalContext terminal, string[] pairs) => pairs.Aggregate(PathMapping.None, (mapping, pair) =>
        pair.LastIndexOf('=') is > 0 and var at && at < pair.Length - 1
            ? mapping.With(pair[..at], Locate(terminal, pair[(at + 1)..]))
            : throw CliRules.Misused.Error(null, $"'{pair}' does not say what stands for what", "write --map FROM=TO"));
}
