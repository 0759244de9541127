using System.CommandLine;
using System.Globalization;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class TableDescribeCommand
{
    public static Command Create(TerminalContext terminal) => TableCommand.About(
        terminal,
        "describe",
        "Show columns with their ids, partitioning, sort order, properties and size",
        ["lake table describe silver.dim_customer"],
        (table, _) =>
        {
            var metadata = table.Metadata;
            Say("table", table.Identifier.ToString());
            Say("location", table.Location);
            Say("metadata", table.MetadataLocation ?? "");
            Say("format", metadata.FormatVersion.ToString(CultureInfo.InvariantCulture));
            Say("uuid", metadata.TableUuid);
            foreach (var field in table.Schema.Fields)
            {
                Say("column", field + (field.Doc is null ? "" : $"  -- {field.Doc}"));
            }

            foreach (var field in table.Spec.Fields)
            {
                Say("partition", $"{field.Name} = {field.Transform}({table.Schema.PathOf(field.SourceId)})");
            }

            foreach (var field in metadata.SortOrders.FirstOrDefault(o => o.OrderId == metadata.DefaultSortOrderId)?.Fields ?? [])
            {
                Say("sorted by", $"{field.Transform}({table.Schema.PathOf(field.SourceId)}) {field.Direction}, nulls {field.Nulls}".ToLowerInvariant());
            }

            foreach (var (name, value) in metadata.Properties)
            {
                Say("property", $"{name} = {value}");
            }

            if (metadata.CurrentSnapshot is { } snapshot)
            {
                Say("snapshot", string.Create(CultureInfo.InvariantCulture, $"{snapshot.SnapshotId} of {snapshot.Timestamp:yyyy-MM-dd HH:mm:ss}Z, one of {metadata.Snapshots.Length}"));
                foreach (var (name, value) in snapshot.Summary.Where(s => s.Key.StartsWith("total-", StringComparison.Ordinal)))
                {
                    Say(name, value);
                }
            }

            terminal.Output.Flush();
            return (int)ExitCode.Success;

            void Say(string what, string value) => terminal.Output.WriteLine($"{what + ":",-24} {value}");
        });
}
