namespace Lake.Iceberg.Values;

/// <summary>Engines may not tell the two zeros apart, so a bound that is zero is the outer one.</summary>
internal static class ZeroSign
{
    public static object Lower(object value) => value switch
    {
        0.0 => -0.0,
        0.0f => -0.0f,
        _ => value,
    };

    public static object Upper(object value) => value switch
    {
        0.0 => 0.0,
        0.0f => 0.0f,
        _ => value,
    };
}
