using Xunit;

namespace Lake.Testing;

/// <summary>What a test needs and a fresh machine may lack: another program or its data, found by an environment variable.</summary>
public static class Judge
{
    /// <summary>The variable's value; without one the calling test is reported as skipped, with the reason.</summary>
    public static string At(string variable)
    {
        var place = Environment.GetEnvironmentVariable(variable) ?? "";
        Assert.SkipWhen(place.Length == 0, $"{variable} is not set");
        return place;
    }
}
