using System.CommandLine;
using System.Globalization;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Transactions;

namespace Lake.Cli.Commands;

/// <summary><c>lake table branch</c> and <c>lake table tag</c>, which differ in a word.</summary>
internal static class TableBranchCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Of the branch or tag" };

    private static readonly Option<bool> Drop = new("--drop") { Description = "Remove it instead; snapshots that nothing else leads to can then expire" };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Move one that exists" };

    private static readonly Option<int?> MaxAge = new Option<int?>("--max-age-days") { Description = "Days after which expiry may drop it; for ever when not given", HelpName = "n" }.NumberFrom(1);

    public static Command Create(TerminalContext terminal, bool isBranch)
    {
        var word = isBranch ? "branch" : "tag";
        var command = TableCommand.About(
            terminal,
            word,
            isBranch ? "Make, move or drop a branch: a line of snapshots of its own" : "Make, move or drop a tag: a name for a snapshot",
            [$"lake table {word} gold.fct_orders {(isBranch ? "dev" : "q1")}", $"lake table {word} gold.fct_orders {(isBranch ? "dev" : "q1")} --as-of 2026-04-01 --replace", $"lake table {word} gold.fct_orders {(isBranch ? "dev" : "q1")} --drop"],
            (table, parsed) => Run(terminal, table, parsed, isBranch));
        command.Add(Name);
        return command.With(TableArguments.Snapshot, TableArguments.Ref, TableArguments.AsOf, Replace, Drop, MaxAge);
    }

    private static int Run(TerminalContext terminal, Table table, ParseResult parsed, bool isBranch)
    {
        var (name, word) = (parsed.GetRequiredValue(Name), isBranch ? "branch" : "tag");
        var exists = table.Metadata.Refs.TryGetValue(name, out var found);
        if (exists && found?.IsBranch != isBranch)
        {
            throw CliRules.Misused.Error(null, $"'{name}' of table '{table.Identifier}' is a {(isBranch ? "tag" : "branch")}", $"use lake table {(isBranch ? "tag" : "branch")}");
        }

        var transaction = table.NewTransaction();
        if (parsed.GetValue(Drop))
        {
            transaction.RemoveRef(name);
        }
        else if (exists && !parsed.GetValue(Replace))
        {
            throw CliRules.Misused.Error(null, $"table '{table.Identifier}' has a {word} '{name}' already", "write --replace to move it");
        }
        else
        {
            var snapshot = TableArguments.Scan(table, parsed).Snapshot
                ?? throw CliRules.Misused.Error(null, $"table '{table.Identifier}' has no snapshot that a {word} could point to", "put rows into it first");
            transaction.SetRef(name, new SnapshotRef(snapshot.SnapshotId, isBranch)
            {
                MaxRefAgeMs = parsed.GetValue(MaxAge) is { } days ? (long)TimeSpan.FromDays(days).TotalMilliseconds : null,
            });
        }

        var head = transaction.Commit().Metadata.Refs.GetValueOrDefault(name);
        terminal.Error.WriteLine(head is null ? $"{word} '{name}' is dropped" : string.Create(CultureInfo.InvariantCulture, $"{word} '{name}' is snapshot {head.SnapshotId}"));
        return (int)ExitCode.Success;
    }
}
