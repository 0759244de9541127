namespace Lake.Jinja.Compiling;

internal enum LoadKind
{
    /// <summary>Given by a call, a loop or <c>with</c>.</summary>
    Parameter,

    /// <summary>Known when the template is compiled.</summary>
    Constant,

    /// <summary>Looked up in the context.</summary>
    Resolve,

    /// <summary>Begins with the value of a variable further out.</summary>
    Alias,

    /// <summary>Begins without a value.</summary>
    Undefined,
}

/// <summary>What a variable begins with when its scope is entered.</summary>
/// <param name="Source">Of an alias.</param>
/// <param name="Value">Of a constant.</param>
internal readonly record struct Load(LoadKind Kind, Variable? Source = null, object? Value = null);
