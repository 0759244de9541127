using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Statistics;

internal sealed class MetricsBuilder
{
    private readonly ImmutableSortedDictionary<int, long>.Builder _sizes = ImmutableSortedDictionary.CreateBuilder<int, long>();
    private readonly ImmutableSortedDictionary<int, long>.Builder _values = ImmutableSortedDictionary.CreateBuilder<int, long>();
    private readonly ImmutableSortedDictionary<int, long>.Builder _nulls = ImmutableSortedDictionary.CreateBuilder<int, long>();
    private readonly ImmutableSortedDictionary<int, long>.Builder _nans = ImmutableSortedDictionary.CreateBuilder<int, long>();
    private readonly ImmutableSortedDictionary<int, byte[]>.Builder _lower = ImmutableSortedDictionary.CreateBuilder<int, byte[]>();
    private readonly ImmutableSortedDictionary<int, byte[]>.Builder _upper = ImmutableSortedDictionary.CreateBuilder<int, byte[]>();

    public void Add(int id, PrimitiveType type, ColumnStatistics column, MetricsMode mode, bool isRepeated)
    {
        Set(_sizes, id, column.Size);
        if (!mode.Counts)
        {
            return;
        }

        Set(_values, id, column.NumValues);
        Set(_nulls, id, column.NullCount);
        if (type.Kind is PrimitiveKind.Float or PrimitiveKind.Double && column.HasNan == false)
        {
            _nans[id] = 0;
        }

        if (mode.BoundLength > 0 && !isRepeated)
        {
            AddBounds(id, type, column, mode.BoundLength);
        }
    }

    public ColumnMetrics Build() => new()
    {
        ColumnSizes = _sizes.ToImmutable(),
        ValueCounts = _values.ToImmutable(),
        NullValueCounts = _nulls.ToImmutable(),
        NanValueCounts = _nans.ToImmutable(),
        LowerBounds = _lower.ToImmutable(),
        UpperBounds = _upper.ToImmutable(),
    };

    private void AddBounds(int id, PrimitiveType type, ColumnStatistics column, int length)
    {
        if (Parse(type, column.Min) is { } min)
        {
            _lower[id] = SingleValue.Encode(type, ZeroSign.Lower(BoundTruncation.Lower(min, length)));
        }

        if (Parse(type, column.Max) is { } max && BoundTruncation.Upper(max, length) is { } upper)
        {
            _upper[id] = SingleValue.Encode(type, ZeroSign.Upper(upper));
        }
    }

    private static object? Parse(PrimitiveType type, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (type.Kind is not (PrimitiveKind.Binary or PrimitiveKind.Fixed))
        {
            return SingleValue.Parse(type, text) is var value and not (double.NaN or float.NaN) ? value : null;
        }

        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    private static void Set(ImmutableSortedDictionary<int, long>.Builder counts, int id, long? value)
    {
        if (value is { } count)
        {
            counts[id] = count;
        }
    }
}
