namespace Lake.Loader.Streams;

/// <summary>Who writes the files of a stream.</summary>
public enum StreamPreset
{
    None,
    Airbyte,
}

/// <summary>Which of Airbyte's generations of a table stay in it.</summary>
public enum Generations
{
    /// <summary>Rows of older ones go when the first of a newer one comes.</summary>
    Latest,
    All,
}
