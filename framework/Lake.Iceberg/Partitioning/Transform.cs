using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Partitioning;

/// <summary>
/// How a partition value comes from a column's value. Null always gives null. Values have the .NET shapes of
/// <see cref="Values.SingleValue"/>.
/// </summary>
public abstract record Transform
{
    /// <summary>Reads <c>identity</c>, <c>bucket[16]</c>, <c>truncate[4]</c>, <c>year</c>, … ; anything else becomes an <see cref="UnknownTransform"/>.</summary>
    public static Transform Parse(string text) => TransformText.Parse(text);

    public static Transform Identity { get; } = new IdentityTransform();

    public static Transform Void { get; } = new VoidTransform();

    public static Transform Year { get; } = new TimeTransform(TimeUnit.Year);

    public static Transform Month { get; } = new TimeTransform(TimeUnit.Month);

    public static Transform Day { get; } = new TimeTransform(TimeUnit.Day);

    public static Transform Hour { get; } = new TimeTransform(TimeUnit.Hour);

    public static Transform Bucket(int count) => new BucketTransform(count);

    public static Transform Truncate(int width) => new TruncateTransform(width);

    /// <summary>False for transforms that this library can only read past.</summary>
    public virtual bool IsWritable => true;

    public abstract bool CanTransform(PrimitiveType source);

    public abstract PrimitiveType ResultType(PrimitiveType source);

    public abstract object? Apply(PrimitiveType source, object? value);

    /// <summary>The name a partition field gets when nobody names it.</summary>
    public abstract string DefaultName(string column);

    /// <summary>A partition value as paths show it.</summary>
    public virtual string ToHuman(PrimitiveType source, object? value) => PartitionText.Human(ResultType(source), value);
}
