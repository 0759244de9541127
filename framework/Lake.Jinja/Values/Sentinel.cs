namespace Lake.Jinja.Values;

/// <summary>What a slot holds before it has a value.</summary>
internal sealed class Sentinel
{
    /// <summary>Nothing was assigned.</summary>
    public static readonly Sentinel Missing = new();

    /// <summary>The name has still to be looked up.</summary>
    public static readonly Sentinel Unresolved = new();

    private Sentinel()
    {
    }
}
