namespace Lake.Loader.Scanning;

/// <summary>What values of a key have been; two different ones join to a third that holds both.</summary>
internal enum JsonKind
{
    /// <summary>Nothing but null.</summary>
    Null,
    Boolean,

    /// <summary>A whole number that a floating one holds exactly.</summary>
    SmallInteger,
    Integer,

    /// <summary>A whole number of up to 38 digits.</summary>
    HugeInteger,
    Double,

    /// <summary>A number with a fraction of more digits than a floating one keeps.</summary>
    LongDecimal,

    /// <summary>A whole number of more than 38 digits.</summary>
    LongInteger,
    Text,
    Mixed,

    /// <summary>An object or a list.</summary>
    Nested,
}
