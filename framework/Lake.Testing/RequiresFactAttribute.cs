using Xunit;

namespace Lake.Testing;

/// <summary>A test that needs something a fresh machine may lack; without the variable it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresFactAttribute : FactAttribute
{
    /// <param name="variable">The environment variable that says where it is, such as <c>LAKE_TEST_TRINO</c>.</param>
    public RequiresFactAttribute(string variable)
    {
        Variable = variable;
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            Skip = $"{variable} is not set";
        }
    }

    public string Variable { get; }
}
