using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Loader.Streams;

/// <summary>The keys of a stream that say how rows become rows of the raw table.</summary>
internal sealed class LandingValues(MappingReader reader, StreamValues values, Action<Diagnostic> report)
{
    public ImmutableArray<PartitionColumn> PartitionBy()
    {
        var columns = ImmutableArray.CreateBuilder<PartitionColumn>();
        foreach (var text in reader.Texts("partition_by") ?? [])
        {
            if (PartitionColumn.Parse(text) is { } column)
            {
                columns.Add(column);
                continue;
            }

            report(LoaderRules.InvalidStream.At(
                reader.Any("partition_by")?.Location, $"'{text}' in 'partition_by' of {reader.What} is neither a column nor a transform of one",
                "write 'region', 'day(created_at)' or, with quotes for the comma, 'bucket(16, id)' or 'truncate(8, name)'"));
        }

        return columns.ToImmutable();
    }

    /// <summary>One mode for all, or one for <c>columns</c> and one for <c>types</c>.</summary>
    public StreamContract Contract()
    {
        if (reader.Any("contract") is not YamlMapping map)
        {
            var mode = values.Choice("contract", ContractMode.Evolve);
            return new StreamContract(mode, mode);
        }

        var parts = new MappingReader(map, report, $"'contract' of {reader.What}", StreamKeys.Contract);
        var choices = new StreamValues(parts, report);
        var contract = new StreamContract(choices.Choice("columns", ContractMode.Evolve), choices.Choice("types", ContractMode.Evolve));
        parts.ReportUnknown("it has 'columns' and 'types'");
        return contract;
    }

    /// <summary>Those of the stream and those of its columns.</summary>
    public ImmutableArray<RowRule> Rules()
    {
        var rules = ImmutableArray.CreateBuilder<RowRule>();
        foreach (var map in reader.Maps("rules"))
        {
            var entry = new MappingReader(map, report, $"a rule of {reader.What}", StreamKeys.Rule);
            var (name, check) = (entry.RequiredText("name"), entry.RequiredText("check"));
            var onFailure = OnFailure(entry);
            entry.ReportUnknown("a rule has 'name', 'check' and 'on_failure'");
            if (name is not null && check is not null)
            {
                rules.Add(new RowRule(name, check, onFailure) { Location = map.Location });
            }
        }

        foreach (var (name, column) in values.ColumnMaps())
        {
            var entry = new MappingReader(column, report, $"the column '{name}' of {reader.What}", StreamKeys.Column);
            var onFailure = OnFailure(entry);
            if (entry.Boolean("not_null") == true)
            {
                rules.Add(new RowRule($"{name} not null", $"{Sql.SqlText.Identifier(name)} IS NOT NULL", onFailure) { Location = column.Location });
            }

            if (entry.Text("check") is { } check)
            {
                rules.Add(new RowRule($"{name} check", check, onFailure) { Location = column.Location });
            }
        }

        return rules.ToImmutable();
    }

    private ContractMode OnFailure(MappingReader entry)
    {
        var mode = new StreamValues(entry, report).Choice("on_failure", ContractMode.Quarantine);
        if (mode is ContractMode.Evolve or ContractMode.DiscardValue)
        {
            report(LoaderRules.InvalidStream.At(
                entry.Any("on_failure")?.Location, $"'on_failure' of {entry.What} cannot be '{StreamValues.Name(mode)}': a rule is about the whole row", "write quarantine, discard_row or freeze"));
        }

        return mode;
    }
}
