using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Adapters;
using Lake.Project.Contexts.Tables;
using Lake.Project.Nodes;
using Lake.Project.Rules;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>load_agate_table()</c>: the rows of a seed and the kind of values that each column holds.</summary>
internal static class SeedTable
{
    public static TableValue Load(NodeContext context)
    {
        if (context.Node is not SeedNode seed)
        {
            throw JinjaError.User("can only load_agate_table for seeds (got a " + context.Node?.ResourceType.Word() + ")");
        }

        if (!context.Executes)
        {
            return TableValue.Empty;
        }

        var delimiter = seed.Config.Text("delimiter") ?? ",";
        var rows = CsvReader.Read(context.ReadFile(seed.FullPath), delimiter.Length == 1 ? delimiter[0] : ',');
        if (rows.Count == 0)
        {
            throw ProjectRules.InvalidSeed.Error(seed.Location, $"the seed '{seed.Name}' is empty", "its first line must name the columns");
        }

        var names = rows[0];
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Length != names.Length)
            {
                throw ProjectRules.InvalidSeed.Error(
                    seed.Location,
                    $"record {i.ToString(CultureInfo.InvariantCulture)} of the seed '{seed.Name}' has {rows[i].Length.ToString(CultureInfo.InvariantCulture)} values, its header names {names.Length.ToString(CultureInfo.InvariantCulture)} columns",
                    "quote values that hold the delimiter");
            }
        }

        var kinds = names.Select((_, i) => Kind(rows.Skip(1).Select(r => r[i]))).ToArray();
        return new TableValue(
            [.. SeedHeader.Names(names).Select((name, i) => new WarehouseColumn(name, kinds[i]))],
            [.. rows.Skip(1).TakeWhile(_ => !context.Settings.Empty).Select(r => r.Select((cell, i) => Value(cell, kinds[i])).ToArray())]);
    }

    /// <summary>As dbt tells them apart: a column without values, and one of numbers without a fraction, holds integers.</summary>
    private static string Kind(IEnumerable<string?> cells)
    {
        var values = cells.OfType<string>().Select(v => v.Trim()).Where(v => v.Length > 0).ToList();
        return values switch
        {
            [] => SeedTypes.Integer,
            _ when values.TrueForAll(v => int.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) => SeedTypes.Integer,
            _ when values.TrueForAll(v => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) => SeedTypes.BigInteger,
            _ when values.TrueForAll(v => Whole(v) is >= int.MinValue and <= int.MaxValue) => SeedTypes.Integer,
            _ when values.TrueForAll(v => Whole(v) is not null) => SeedTypes.BigInteger,
            _ when values.TrueForAll(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && char.IsAsciiDigit(v[^1])) => SeedTypes.Number,
            _ when values.TrueForAll(v => DateOnly.TryParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) => SeedTypes.Date,
            _ when values.TrueForAll(IsTimestamp) => SeedTypes.Timestamp,
            _ when values.TrueForAll(v => v.Equals("true", StringComparison.OrdinalIgnoreCase) || v.Equals("false", StringComparison.OrdinalIgnoreCase)) => SeedTypes.Boolean,
            _ => SeedTypes.Text,
        };
    }

    private static long? Whole(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && decimal.Truncate(number) == number
            && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;

    private static bool IsTimestamp(string value) => value.Length >= 19 && DateTime.TryParseExact(
        value, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFF", "yyyy-MM-ddTHH:mm:ssZ"],
        CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    private static object? Value(string? cell, string kind) => (cell, kind) switch
    {
        (null, _) => null,
        (_, SeedTypes.Integer or SeedTypes.BigInteger) => Whole(cell) is { } whole ? PyBox.Of(whole) : null,
        (_, SeedTypes.Number) => double.Parse(cell, CultureInfo.InvariantCulture),
        (_, SeedTypes.Boolean) => PyBox.Of(bool.Parse(cell)),
        _ => cell,
    };
}
