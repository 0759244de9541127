using System.Text.Json;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Pruning;

/// <summary>
/// Conditions of a plan as filters of files. What is not surely understood is left out, so that the filter may let
/// through more than the condition, but never less.
/// </summary>
/// <param name="column">The field behind a reference; null for one that bounds say nothing about.</param>
internal sealed class PlanConditions(Func<int, NestedField?> column)
{
    /// <summary>More values than this are looked for in each file no more.</summary>
    private const int MostValues = 1000;

    /// <summary>An expression above a scan.</summary>
    public ScanFilter Read(JsonElement expression) => Text(expression, "expression_class") switch
    {
        "BOUND_CONJUNCTION" => Combine(Text(expression, "type"), [.. Children(expression).Select(Read)]),
        "BOUND_COMPARISON" => Comparison(expression),
        "BOUND_BETWEEN" => Between(expression),
        "BOUND_OPERATOR" => Operator(expression),
        "BOUND_FUNCTION" => Function(expression),
        "BOUND_REF" => Field(expression) is { Type: PrimitiveType { Kind: PrimitiveKind.Boolean } } flag ? ScanFilter.Column(flag.Id, ScanOperator.Equal, true) : ScanFilter.True,
        _ => ScanFilter.True,
    };

    /// <summary>A filter within a scan, on one column.</summary>
    public static ScanFilter ReadTableFilter(JsonElement filter, NestedField? field) => Text(filter, "filter_type") switch
    {
        "CONSTANT_COMPARISON" => Test(field, Comparing(Text(filter, "comparison_type")), filter.GetProperty("constant")),
        "IS_NULL" => Null(field, ScanOperator.IsNull),
        "IS_NOT_NULL" => Null(field, ScanOperator.IsNotNull),
        "CONJUNCTION_AND" or "CONJUNCTION_OR" => Combine(Text(filter, "filter_type"), [.. Items(filter, "child_filters").Select(child => ReadTableFilter(child, field))]),
        "OPTIONAL_FILTER" when filter.TryGetProperty("child_filter", out var child) => ReadTableFilter(child, field),
        "IN_FILTER" => Among(field, Items(filter, "values")),
        "EXPRESSION_FILTER" when filter.TryGetProperty("expr", out var expression) => new PlanConditions(_ => field).Read(expression),
        _ => ScanFilter.True,
    };

    private static ScanFilter Combine(string? type, ScanFilter[] parts) =>
        type == "CONJUNCTION_AND" ? ScanFilter.And([.. parts])
        : type == "CONJUNCTION_OR" && parts.Length > 0 ? ScanFilter.Or([.. parts])
        : ScanFilter.True;

    private ScanFilter Comparison(JsonElement expression)
    {
        var (left, right, type) = (expression.GetProperty("left"), expression.GetProperty("right"), Comparing(Text(expression, "type")));
        return Constant(right) is { } behind ? Test(Field(left), type, behind)
            : Constant(left) is { } before ? Test(Field(right), Turned(type), before)
            : ScanFilter.True;
    }

    private ScanFilter Between(JsonElement expression)
    {
        var field = expression.TryGetProperty("input", out var input) ? Field(input) : null;
        return ScanFilter.And(Side("lower", ScanOperator.GreaterOrEqual), Side("upper", ScanOperator.LessOrEqual));

        ScanFilter Side(string name, ScanOperator op) =>
            expression.TryGetProperty(name, out var side) && Constant(side) is { } bound ? Test(field, op, bound) : ScanFilter.True;
    }

    private ScanFilter Operator(JsonElement expression) => (Text(expression, "type"), Children(expression)) switch
    {
        ("OPERATOR_IS_NULL", [var only]) => Null(Field(only), ScanOperator.IsNull),
        ("OPERATOR_IS_NOT_NULL", [var only]) => Null(Field(only), ScanOperator.IsNotNull),
        ("OPERATOR_NOT", [var only]) when Text(only, "type") == "OPERATOR_IS_NULL" => Null(Field(Children(only)[0]), ScanOperator.IsNotNull),
        ("OPERATOR_NOT", [var only]) when Field(only) is { Type: PrimitiveType { Kind: PrimitiveKind.Boolean } } flag =>
            ScanFilter.Column(flag.Id, ScanOperator.Equal, false),
        ("COMPARE_IN", [var first, .. var values]) when Array.TrueForAll(values, value => Constant(value) is not null) =>
            Among(Field(first), [.. values.Select(value => value.GetProperty("value"))]),
        _ => ScanFilter.True,
    };

    private ScanFilter Function(JsonElement expression) => (Text(expression, "name"), Children(expression)) switch
    {
        ("prefix" or "starts_with" or "^@", [var first, var second]) when Constant(second) is { } prefix => Test(Field(first), ScanOperator.StartsWith, prefix),
        _ => ScanFilter.True,
    };

    private static ScanFilter Among(NestedField? field, JsonElement[] values) =>
        values.Length is > 0 and <= MostValues ? ScanFilter.Or([.. values.Select(value => Test(field, ScanOperator.Equal, value))]) : ScanFilter.True;

    private static ScanFilter Null(NestedField? field, ScanOperator op) => field is null ? ScanFilter.True : ScanFilter.Column(field.Id, op);

    private static ScanFilter Test(NestedField? field, ScanOperator? op, JsonElement constant) =>
        field?.Type is PrimitiveType type && op is { } known && PlanConstants.Read(constant, type) is { } value
            ? Test(field.Id, known, value)
            : ScanFilter.True;

    /// <summary>To DuckDB the two zeros are equal, and NaN is greater than all numbers; bounds know the one and leave out the other.</summary>
    private static ScanFilter Test(int field, ScanOperator op, object value)
    {
        if (value is not (double or float))
        {
            return ScanFilter.Column(field, op, value);
        }

        var (low, high) = value is 0.0 ? (-0.0, 0.0) : value is 0.0f ? (-0.0f, 0.0f) : (value, value);
        var nan = ScanFilter.Column(field, ScanOperator.IsNan);
        return op switch
        {
            ScanOperator.Equal => ScanFilter.And(ScanFilter.Column(field, ScanOperator.GreaterOrEqual, low), ScanFilter.Column(field, ScanOperator.LessOrEqual, high)),
            ScanOperator.Less => ScanFilter.Column(field, op, low),
            ScanOperator.LessOrEqual => ScanFilter.Column(field, op, high),
            ScanOperator.Greater => ScanFilter.Or(ScanFilter.Column(field, op, high), nan),
            ScanOperator.GreaterOrEqual => ScanFilter.Or(ScanFilter.Column(field, op, low), nan),
            _ => ScanFilter.True,
        };
    }

    private static ScanOperator? Comparing(string? type) => type switch
    {
        "COMPARE_EQUAL" => ScanOperator.Equal,
        "COMPARE_NOTEQUAL" => ScanOperator.NotEqual,
        "COMPARE_LESSTHAN" => ScanOperator.Less,
        "COMPARE_LESSTHANOREQUALTO" => ScanOperator.LessOrEqual,
        "COMPARE_GREATERTHAN" => ScanOperator.Greater,
        "COMPARE_GREATERTHANOREQUALTO" => ScanOperator.GreaterOrEqual,
        _ => null,
    };

    private static ScanOperator? Turned(ScanOperator? op) => op switch
    {
        ScanOperator.Less => ScanOperator.Greater,
        ScanOperator.LessOrEqual => ScanOperator.GreaterOrEqual,
        ScanOperator.Greater => ScanOperator.Less,
        ScanOperator.GreaterOrEqual => ScanOperator.LessOrEqual,
        _ => op,
    };

    private NestedField? Field(JsonElement expression) =>
        Text(expression, "expression_class") == "BOUND_REF" && expression.TryGetProperty("index", out var index) && index.TryGetInt32(out var place) ? column(place) : null;

    private static JsonElement? Constant(JsonElement expression) =>
        Text(expression, "expression_class") == "BOUND_CONSTANT" && expression.TryGetProperty("value", out var value) ? value : null;

    private static JsonElement[] Children(JsonElement expression) => Items(expression, "children");

    private static JsonElement[] Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
