namespace Lake.Yaml.Keys;

/// <param name="Name">As it is written.</param>
/// <param name="Shape">What may stand behind it.</param>
/// <param name="Meaning">In one line.</param>
/// <param name="Default">What counts when it is missing, as it would be written; null for nothing.</param>
public sealed record Key(string Name, Shape Shape, string Meaning, string? Default = null)
{
    /// <summary>A mapping without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether nothing behind it is an error, as it is in dbt, and not the same as leaving it out.</summary>
    public bool NeedsValue { get; init; }

    /// <summary>An older or another name of a key, or one that counts for other tools only: known, and not shown.</summary>
    public bool IsHidden { get; init; }
}
