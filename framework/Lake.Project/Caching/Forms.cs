namespace Lake.Project.Caching;

/// <summary>How a plain value is written.</summary>
internal enum ValueForm
{
    Null,
    True,
    False,
    Whole,
    Text,
    Map,
    List,
    Double,
    BigInteger,
    Date,
    Time,
    OffsetTime,
}

/// <summary>Where the text of a source is.</summary>
internal enum SourceForm
{
    /// <summary>A macro or project file, which is read in any case.</summary>
    Shared,

    /// <summary>Among the texts of the tables.</summary>
    Inline,

    /// <summary>Behind the tables, to be read when it is asked for.</summary>
    Aside,

    /// <summary>In the file itself: seeds are too long to be kept twice.</summary>
    OnDisk,
}
