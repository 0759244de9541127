namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>How much a statement or view reads, as far as that is known before it runs.</summary>
/// <param name="Bytes">Of the tables' files.</param>
/// <param name="IsOpen">Whether rows come from elsewhere too, which may be any number.</param>
internal readonly record struct Reads(long Bytes, bool IsOpen)
{
    /// <summary>So much is read by one thread sooner than by several, which have to be told and waited for.</summary>
    private const long Little = 4 << 20;

    public bool IsLittle => !IsOpen && Bytes <= Little;

    public Reads With(Reads other) => new(Bytes + other.Bytes, IsOpen || other.IsOpen);
}
