using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Partitioning;

namespace Lake.Cli.Commands;

internal static class TableFilesCommand
{
    public static Command Create(TerminalContext terminal) => TableCommand.Listing(
        terminal,
        "files",
        "List the files that hold the table's rows, and those that delete rows",
        ["lake table files silver.dim_customer", "lake table files silver.dim_customer --ref v1 --output csv"],
        [
            new("content", "VARCHAR"), new("file", "VARCHAR"), new("partition", "VARCHAR"), new("records", "BIGINT"), new("bytes", "BIGINT"), new("sequence_number", "BIGINT"),
        ],
        (table, parsed) =>
        {
            var tasks = TableArguments.Scan(table, parsed).PlanFiles();
            var data = tasks.Select(task => Row("data", task.File, task.DataSequenceNumber));
            var deletes = tasks.SelectMany(task => task.PositionDeletes.Concat(task.EqualityDeletes)).Distinct()
                .Select(file => Row(file.IsDeletionVector ? "deletion vector" : file.Content == FileContent.EqualityDeletes ? "equality deletes" : "position deletes", file, null));
            return data.Concat(deletes);

            object?[] Row(string content, DataFile file, long? sequence) =>
            [
                content,
                file.Path,
                PartitionText.Path(table.Metadata.SpecById(file.SpecId), table.Schema, file.Partition),
                file.RecordCount,
                file.IsDeletionVector ? file.ContentSizeInBytes : file.FileSizeInBytes,
                sequence,
            ];
        }).With(TableArguments.Snapshot, TableArguments.Ref, TableArguments.AsOf);
}
