namespace Lake.Loader.Staging;

/// <summary>Why bytes are no text. What is kept of such a row is only what can be shown of it.</summary>
internal static class Damage
{
    public const string NotUtf8 = "not valid UTF-8";
    public const string Nul = "contains a NUL character";

    public static readonly IReadOnlyList<string> All = [NotUtf8, Nul];
}
