namespace Lake.Jinja.Options;

/// <summary>What becomes of names that nothing defines.</summary>
public enum UndefinedMode
{
    /// <summary>Prints as nothing; an attribute, an item or a call of it is an error.</summary>
    Execute,

    /// <summary>Absorbs attributes, items and calls, as dbt does while it parses.</summary>
    Parse,
}
